/*
 * Opens pages in a browser without a window:
 *
 *	node look.js MODULES CHROMIUM PICTURES|- FILE.html…
 *
 * For each file and each width a line of JSON: what the console said, which
 * requests the page made beside the one for itself, what axe-core objects to, and
 * by how many pixels the page is wider than the window. With PICTURES, a folder,
 * the page as it looks, and as it is printed, is left there.
 */
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, chromium, pictures, ...files] = process.argv.slice(2);
const load = name => require(path.join(modules, 'node_modules', name));
const puppeteer = load('puppeteer-core');
const axe = fs.readFileSync(
	path.join(modules, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const WIDTHS = [375, 1280];

async function look(browser, file, width) {
	const url = 'file://' + path.resolve(file);
	const page = await browser.newPage();
	const said = [], asked = [];
	page.on('console', message => said.push(message.text()));
	page.on('pageerror', error => said.push(String(error)));
	page.on('request', request => {
		if (request.url() !== url && !request.url().startsWith('data:'))
			asked.push(request.url());
	});
	await page.setViewport({width, height: 800});
	await page.goto(url, {waitUntil: 'load'});
	const wider = await page.evaluate(() =>
		document.documentElement.scrollWidth - window.innerWidth);
	if (pictures !== '-') {
		const name = path.join(pictures, path.basename(file, '.html'));
		await page.screenshot(
			{path: `${name}-${width}.png`, fullPage: true});
		await page.pdf({path: `${name}.pdf`, format: 'A4'});
	}
	const quiet = said.slice();
	await page.evaluate(axe);
	const found = await page.evaluate(() => axe.run());
	await page.close();
	return {file, width, console: quiet, requests: asked, wider,
		rules: found.passes.length,
		violations: found.violations.map(rule => [rule.id,
			...rule.nodes.slice(0, 3).map(node => node.html)])};
}

async function main() {
	const browser = await puppeteer.launch({executablePath: chromium,
		args: ['--no-sandbox', '--disable-gpu', '--no-first-run']});
	for (const file of files) {
		for (const width of WIDTHS)
			console.log(JSON.stringify(
				await look(browser, file, width)));
	}
	await browser.close();
}

main().catch(error => {
	console.error(error);
	process.exit(1);
});
