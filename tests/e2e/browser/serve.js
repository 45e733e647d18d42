/*
 * Walks through the workbench in a browser without a window:
 *
 *	node serve.js MODULES CHROMIUM PICTURES|- ADDRESS STEP…
 *
 * ADDRESS opens the workbench. A STEP is a path to open ("/check"), "press TEXT",
 * which presses the button or link that says so by the keyboard alone, "focus ID",
 * "type TEXT", "choose ID FILE", "begin PATH SELECTOR", which waits for no more of
 * the page than that to be seen, or "look NAME": then, for each width and in light
 * and dark, a line of JSON says what the console said, which requests left the
 * server, what axe-core objects to, and by how many pixels the page is wider than
 * the window. With PICTURES, a folder, the page as it looks is left there.
 */
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, chromium, pictures, address, ...steps] = process.argv.slice(2);
const load = name => require(path.join(modules, 'node_modules', name));
const puppeteer = load('puppeteer-core');
const axe = fs.readFileSync(
	path.join(modules, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const WIDTHS = [320, 375, 1280];
const SCHEMES = ['light', 'dark'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
	'best-practice'];

const say = what => console.log(JSON.stringify(what));

async function look(page, name, heard) {
	for (const scheme of SCHEMES) {
		await page.emulateMediaFeatures(
			[{name: 'prefers-color-scheme', value: scheme}]);
		for (const width of WIDTHS) {
			await page.setViewport({width, height: 800});
			const wider = await page.evaluate(() =>
				document.documentElement.scrollWidth -
				window.innerWidth);
			if (pictures !== '-' && width !== 320)
				await page.screenshot({fullPage: true,
					path: path.join(pictures,
						`${name}-${width}-${scheme}.png`)});
			await page.evaluate(axe);
			const found = await page.evaluate(
				tags => axe.run({runOnly: tags}), TAGS);
			say({name, width, scheme, wider,
				console: heard.said.splice(0),
				requests: heard.asked.splice(0),
				title: await page.title(),
				rules: found.passes.length,
				violations: found.violations.map(rule =>
					[rule.id, ...rule.nodes.slice(0, 3)
						.map(node => node.html)])});
		}
	}
}

/* By Tab until it has the focus, then Enter: as somebody without a mouse. */
async function press(page, text) {
	for (let i = 0; i < 200; i++) {
		await page.keyboard.press('Tab');
		const there = await page.evaluate(wanted => {
			const at = document.activeElement;
			return Boolean(at && at !== document.body &&
				at.textContent.trim().startsWith(wanted));
		}, text);
		if (!there)
			continue;
		const seen = await page.evaluate(() => {
			const style = getComputedStyle(document.activeElement);
			return style.outlineStyle !== 'none' &&
				parseFloat(style.outlineWidth) >= 2;
		});
		say({pressed: text, seen});
		await Promise.all([
			page.waitForNavigation({waitUntil: 'load', timeout: 120000}),
			page.keyboard.press('Enter')]);
		return;
	}
	say({pressed: text, seen: false, missing: true});
}

async function main() {
	const browser = await puppeteer.launch({executablePath: chromium,
		args: ['--no-sandbox', '--disable-gpu', '--no-first-run',
			'--lang=sv']});
	const page = await browser.newPage();
	const heard = {said: [], asked: []};
	const origin = new URL(address).origin;
	page.on('console', message => {
		/* that a page says 404 is no fault of what it loads */
		if (message.location().url !== page.url())
			heard.said.push(message.text());
	});
	page.on('pageerror', error => heard.said.push(String(error)));
	page.on('request', request => {
		if (!request.url().startsWith(origin + '/') &&
				!request.url().startsWith('data:'))
			heard.asked.push(request.url());
	});
	await page.setExtraHTTPHeaders({'Accept-Language': 'sv'});
	await page.goto(address, {waitUntil: 'load'});
	for (const step of steps) {
		const [what, ...rest] = step.split(' ');
		if (what === 'look')
			await look(page, rest.join(' '), heard);
		else if (what === 'press')
			await press(page, rest.join(' '));
		else if (what === 'begin') {
			/* a page that does not end */
			page.goto(origin + rest[0]).catch(() => {});
			await page.waitForSelector(rest[1], {visible: true,
				timeout: 60000});
		} else if (what === 'focus')
			await page.focus('#' + rest[0]);
		else if (what === 'choose')
			await (await page.$('#' + rest[0])).uploadFile(
				rest.slice(1).join(' '));
		else if (what === 'type')
			await page.keyboard.type(rest.join(' '));
		else
			await page.goto(origin + what, {waitUntil: 'load',
				timeout: 120000});
	}
	await browser.close();
}

main().catch(error => {
	console.error(error);
	process.exit(1);
});
