/*
 * Does a mailing in the workbench, in a browser without a window:
 *
 *	node day.js MODULES CHROMIUM PICTURES|- DOWNLOADS HOW ADDRESS
 *
 * HOW is "mouse", "keys" (Tab, Enter, the space bar and typing, nothing else) or
 * "bare" (no script is run). Steps come as lines of JSON on stdin, and each is
 * answered by a line of JSON once it is done:
 *
 *	["open", PATH]		["press", TEXT]		a button, link or summary
 *	["put", ID, TEXT]	["tick", ID]		["pick", ID, TEXT]
 *	["set", NAME, VALUE]	a choice of several that are all seen
 *	["choose", ID, FILE]	["download", TEXT]	["read"]
 *	["look", NAME]		axe-core, light and dark, at three widths
 *	["unfold", TEXT]		presses, and nothing is loaded
 *	["begin", TEXT, SELECTOR]	presses, and waits for no more of the page
 *
 * An answer has the title, the address and every address that was asked for
 * since; with "read" the page's text too.
 */
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');

const [modules, chromium, pictures, downloads, how, address] =
	process.argv.slice(2);
const load = name => require(path.join(modules, 'node_modules', name));
const puppeteer = load('puppeteer-core');
const axe = fs.readFileSync(
	path.join(modules, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const WIDTHS = [320, 375, 1280];
const SCHEMES = ['light', 'dark'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
	'best-practice'];
const keys = how === 'keys', bare = how === 'bare';

let page;
const heard = {said: [], asked: [], away: []};

async function look(name) {
	const seen = [];
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
						`${name}-${how}-${width}-${scheme}.png`)});
			if (bare) {
				seen.push({width, scheme, wider, violations: []});
				continue;
			}
			await page.evaluate(axe);
			const found = await page.evaluate(
				tags => axe.run({runOnly: tags}), TAGS);
			seen.push({width, scheme, wider,
				rules: found.passes.length,
				violations: found.violations.map(rule =>
					[rule.id, ...rule.nodes.slice(0, 3)
						.map(node => node.html)])});
		}
	}
	return {seen};
}

/* Tab until what has the focus is wanted; it must be seen to have it. */
async function reach(wanted, what) {
	for (let i = 0; i < 400; i++) {
		await page.keyboard.press('Tab');
		if (!await page.evaluate(wanted, what))
			continue;
		const seen = await page.evaluate(() => {
			const style = getComputedStyle(document.activeElement);
			return style.outlineStyle !== 'none' &&
				parseFloat(style.outlineWidth) >= 2;
		});
		if (!seen)
			throw new Error(`no focus is seen on ${what}`);
		return;
	}
	throw new Error(`Tab does not reach ${what}`);
}

const hasId = id => document.activeElement?.id === id;
const says = text => {
	const at = document.activeElement;
	return Boolean(at && at !== document.body &&
		['A', 'BUTTON', 'SUMMARY'].includes(at.tagName) &&
		at.textContent.trim().startsWith(text));
};

async function find(text) {
	const handle = await page.evaluateHandle(wanted =>
		[...document.querySelectorAll('a, button, summary')].find(one =>
			one.textContent.trim().startsWith(wanted) &&
			one.offsetParent !== null), text);
	const element = handle.asElement();
	if (!element)
		throw new Error(`nothing to press says ${text}`);
	return element;
}

async function activate(text) {
	if (keys) {
		await reach(says, text);
		await page.keyboard.press('Enter');
	} else {
		await (await find(text)).click();
	}
}

async function press(text) {
	await Promise.all([
		page.waitForNavigation({waitUntil: 'load', timeout: 200000}),
		activate(text)]);
}

async function put(id, text) {
	if (keys)
		await reach(hasId, id);
	else
		await page.click('#' + id);
	await page.keyboard.down('Control');
	await page.keyboard.press('a');
	await page.keyboard.up('Control');
	if (text)
		await page.keyboard.sendCharacter(text);
	else
		await page.keyboard.press('Delete');
}

async function tick(id) {
	if (keys) {
		await reach(hasId, id);
		await page.keyboard.press('Space');
	} else {
		await page.click('#' + id);
	}
}

async function set(name, value) {
	if (!keys) {
		await page.click(`input[name="${name}"][value="${value}"]`);
		return;
	}
	await reach(wanted => document.activeElement?.name === wanted, name);
	for (let i = 0; i < 10; i++) {
		if (await page.evaluate(wanted =>
			document.activeElement.value === wanted, value))
			return;
		await page.keyboard.press('ArrowDown');
	}
	throw new Error(`${name} cannot be ${value}`);
}

async function pick(id, text) {
	if (keys) {
		await reach(hasId, id);
		await page.keyboard.type(text);
	} else {
		const value = await page.$eval('#' + id, (list, wanted) =>
			[...list.options].find(one =>
				one.textContent.trim().startsWith(wanted)).value, text);
		await page.select('#' + id, value);
	}
}

async function choose(id, file) {
	if (!keys) {
		await (await page.$('#' + id)).uploadFile(file);
		return;
	}
	await reach(hasId, id);
	/* A key may come before the browser looks out for what it opens. */
	let chooser = null;
	const opened = page.waitForFileChooser({timeout: 100000})
		.then(one => chooser = one);
	for (let tries = 0; !chooser && tries < 10; tries++) {
		await page.keyboard.press('Space');
		await Promise.race([opened,
			new Promise(done => setTimeout(done, 5000))]);
	}
	await (await opened).accept([file]);
}

/* The file's name, once it is whole. */
async function download(text) {
	const before = new Set(fs.readdirSync(downloads));
	await activate(text);
	for (let i = 0; i < 600; i++) {
		await new Promise(done => setTimeout(done, 100));
		const name = fs.readdirSync(downloads).find(one =>
			!before.has(one) && !one.endsWith('.crdownload'));
		if (name)
			return {name};
	}
	throw new Error('nothing was downloaded');
}

async function begin(text, selector) {
	activate(text).catch(() => {});
	await page.waitForSelector(selector, {visible: true, timeout: 60000});
}

const steps = {
	open: where => page.goto(new URL(address).origin + where,
		{waitUntil: 'load', timeout: 200000}),
	read: async () => ({text: await page.evaluate(
		() => document.body.innerText)}),
	look, press, put, tick, pick, set, unfold: activate, choose, download,
	begin,
};

async function main() {
	const browser = await puppeteer.launch({executablePath: chromium,
		args: ['--no-sandbox', '--disable-gpu', '--no-first-run',
			'--lang=sv']});
	page = await browser.newPage();
	const client = await page.createCDPSession();
	const origin = new URL(address).origin;
	await client.send('Browser.setDownloadBehavior',
		{behavior: 'allow', downloadPath: downloads});
	page.on('console', message => {
		/* that a page says 404 is no fault of what it loads */
		if (message.location().url !== page.url())
			heard.said.push(message.text());
	});
	page.on('pageerror', error => heard.said.push(String(error)));
	page.on('request', request => {
		if (request.url().startsWith('data:'))
			return;
		heard.asked.push(request.url());
		if (!request.url().startsWith(origin + '/'))
			heard.away.push(request.url());
	});
	await page.setJavaScriptEnabled(!bare);
	await page.setExtraHTTPHeaders({'Accept-Language': 'sv'});
	await page.setViewport({width: 1280, height: 800});
	await page.goto(address, {waitUntil: 'load'});
	for await (const line of readline.createInterface(
		{input: process.stdin})) {
		const [what, ...rest] = JSON.parse(line);
		let answer;
		try {
			answer = await steps[what](...rest) || {};
			answer = {...('seen' in answer || 'text' in answer ||
				'name' in answer ? answer : {})};
		} catch (error) {
			answer = {error: String(error)};
		}
		console.log(JSON.stringify({...answer, title: await page.title(),
			address: page.url(), said: heard.said.splice(0),
			asked: heard.asked.splice(0),
			away: heard.away.splice(0)}));
	}
	await browser.close();
}

main().catch(error => {
	console.error(error);
	process.exit(1);
});
