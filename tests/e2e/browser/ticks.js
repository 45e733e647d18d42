/*
 * The pages Register and Who in a browser without a window:
 *
 *	node ticks.js MODULES CHROMIUM PICTURES|- START
 *
 * START is the address with the key. A line of JSON for each page, width and
 * colours: what axe-core objects to, what the console said, and by how many pixels
 * it is too wide. Then one for each thing that was done: a tick with script, by
 * keyboard, and without script.
 */
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, chromium, pictures, start] = process.argv.slice(2);
const load = name => require(path.join(modules, 'node_modules', name));
const puppeteer = load('puppeteer-core');
const axe = fs.readFileSync(
	path.join(modules, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const say = what => console.log(JSON.stringify(what));
const origin = new URL(start).origin;

async function look(page, said, where, width, dark) {
	said.length = 0;
	await page.emulateMediaFeatures([{name: 'prefers-color-scheme',
		value: dark ? 'dark' : 'light'}]);
	await page.setViewport({width, height: 900});
	await page.goto(origin + where, {waitUntil: 'load'});
	await page.evaluate(() => document.querySelectorAll('details')
		.forEach(part => part.open = true));
	const wider = await page.evaluate(() =>
		document.documentElement.scrollWidth - window.innerWidth);
	if (pictures !== '-')
		await page.screenshot({fullPage: true, path: path.join(pictures,
			`${where.slice(1)}-${width}${dark ? '-dark' : ''}.png`)});
	const quiet = said.slice();
	await page.evaluate(axe);
	const found = await page.evaluate(() => axe.run());
	say({where, width, dark, wider, console: quiet,
		rules: found.passes.length,
		violations: found.violations.map(rule => [rule.id,
			...rule.nodes.slice(0, 3).map(node => node.html)])});
}

const letters = page => page.$eval('#counts .letter dd',
	part => Number(part.textContent));

const changed = (page, from) => page.waitForFunction(
	was => Number(document.querySelector('#counts .letter dd')
		?.textContent) !== was, {timeout: 60000}, from);

/* The radio of a value, by its words. */
const radio = (page, value, status) => page.evaluateHandle((value, status) => {
	const sets = [...document.querySelectorAll('.values fieldset')];
	const set = sets.find(one => one.querySelector('legend')
		.textContent.startsWith(value));
	return set.querySelector(`input[value=${status}]`);
}, value, status);

async function tick(page) {
	await page.goto(origin + '/who', {waitUntil: 'load'});
	const before = await letters(page);
	await (await radio(page, 'Särskilt boende', 'letter')).click();
	await changed(page, before);
	const after = await letters(page);
	/* Back by keyboard alone: from the radio with the focus. */
	await page.keyboard.press('ArrowRight');
	await changed(page, after);
	say({did: 'a tick', before, after, back: await letters(page),
		focus: await page.evaluate(
			() => document.activeElement.value)});
}

async function save(page) {
	await page.goto(origin + '/who', {waitUntil: 'load'});
	const before = await letters(page);
	await (await radio(page, 'Korttidsboende', 'letter')).click();
	await changed(page, before);
	const counted = await letters(page);
	await Promise.all([page.waitForNavigation({waitUntil: 'load'}),
		page.click('.buttons .button')]);
	say({did: 'saved', counted, saved: await letters(page),
		path: new URL(page.url()).pathname});
}

async function without(page) {
	await page.setJavaScriptEnabled(false);
	await page.goto(origin + '/who', {waitUntil: 'load'});
	const before = await letters(page);
	await (await radio(page, 'Korttidsboende', 'none')).click();
	await Promise.all([page.waitForNavigation({waitUntil: 'load'}),
		page.click('.buttons .quiet')]);
	const counted = await letters(page);
	await Promise.all([page.waitForNavigation({waitUntil: 'load'}),
		page.click('.buttons .button')]);
	say({did: 'without script', before, counted,
		saved: await letters(page)});
	await page.goto(origin + '/register', {waitUntil: 'load'});
	await page.select('#role-8', 'country');
	await Promise.all([page.waitForNavigation({waitUntil: 'load'}),
		page.click('#columns button')]);
	say({did: 'a column', role: await page.$eval('#role-8',
		part => part.value)});
}

async function main() {
	const browser = await puppeteer.launch({executablePath: chromium,
		args: ['--no-sandbox', '--disable-gpu', '--no-first-run']});
	const page = await browser.newPage();
	const said = [];
	page.on('console', message => said.push(message.text()));
	page.on('pageerror', error => said.push(String(error)));
	page.on('dialog', dialog => dialog.accept());
	await page.goto(start, {waitUntil: 'load'});
	for (const where of ['/register', '/who']) {
		for (const dark of [false, true]) {
			for (const width of [320, 375, 1280])
				await look(page, said, where, width, dark);
		}
	}
	await page.emulateMediaFeatures([]);
	await tick(page);
	await save(page);
	await without(page);
	await browser.close();
}

main().catch(error => {
	console.error(error);
	process.exit(1);
});
