/*
 * The workbench's script on a page of its own: live.js MODULES CHROMIUM SCRIPT.
 * A line of JSON says what came of each thing that it does.
 */
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, chromium, script] = process.argv.slice(2);
const puppeteer = require(path.join(modules, 'node_modules', 'puppeteer-core'));
const HOST = 'http://127.0.0.1:9';
const PAGE = `<!doctype html><html lang="sv"><meta charset="utf-8"><title>x</title>
<script src="/live.js" defer></script><main>
<form id="f" data-live="/part" data-into="shown" data-keep>
<input type="hidden" name="token" value="t&amp;1">
<input id="line" name="line">
<textarea id="text" name="text">abc</textarea>
<input type="checkbox" id="tick" name="tick" value="å">
<button id="plain" data-plain>Visa</button>
</form>
<button id="insert" data-insert="{{Förnamn}}" data-at="text">Förnamn</button>
<div id="shown">before</div><p id="count">0</p><p id="other">stays</p></main>`;
const say = (name, got) => console.log(JSON.stringify([name, got]));
const pause = ms => new Promise(done => setTimeout(done, ms));

async function main() {
	const browser = await puppeteer.launch({executablePath: chromium,
		args: ['--no-sandbox', '--disable-gpu', '--no-first-run']});
	const page = await browser.newPage();
	const asked = [];
	let answer = () => ({body: ''});
	await page.setRequestInterception(true);
	page.on('request', async request => {
		const at = new URL(request.url()).pathname;
		if (at === '/live.js')
			request.respond({contentType: 'text/javascript',
				body: fs.readFileSync(script)});
		else if (at === '/part') {
			asked.push([request.method(), request.postData()]);
			request.respond(await answer(request.postData()))
				.catch(() => {}); /* given up meanwhile */
		} else
			request.respond({contentType: 'text/html', body: PAGE});
	});
	const text = id => page.$eval('#' + id, node => node.textContent);
	const html = body => ({contentType: 'text/html; charset=utf-8', body});
	await page.goto(HOST + '/');

	say('hidden', await page.$eval('#plain', node => node.hidden));

	answer = () => html('<div id="shown"><b>after</b></div><p id="count">7</p>' +
		'<p id="unknown">x</p>');
	await page.type('#line', 'ab c', {delay: 20});
	await pause(600);
	say('one request for one pause', asked.splice(0));
	say('parts', [await page.$eval('#shown', node => node.innerHTML),
		await text('count'), await text('other')]);
	say('the focus', await page.evaluate(() => document.activeElement.id));

	/* the first answer comes after the second was asked for */
	answer = data => data.includes('slow')
		? pause(900).then(() => html('<div id="shown">slow</div>'))
		: html('<div id="shown">fast</div>');
	await page.$eval('#line', node => node.value = '');
	await page.type('#line', 'slow');
	await pause(400);
	say('busy', await page.$eval('#shown',
		node => node.getAttribute('aria-busy')));
	await page.$eval('#line', node => node.value = '');
	await page.type('#line', 'x');
	await pause(1400);
	say('the last answer', [await text('shown'), await page.$eval('#shown',
		node => node.getAttribute('aria-busy'))]);

	answer = () => ({status: 409, ...html(
		'<!doctype html><title>e</title><main><h1>Changed</h1></main>')});
	asked.splice(0);
	await page.click('#tick');
	await pause(600);
	say('a tick', asked.splice(0).map(([, data]) => data.split('tick=')[1]));
	say('an error', await page.$eval('#shown', node => node.innerHTML));

	answer = () => html('<div id="shown">inserted</div>');
	await page.$eval('#text', node => node.setSelectionRange(1, 2));
	await page.click('#insert');
	await pause(600);
	say('inserted', [await page.$eval('#text', node => node.value),
		await page.evaluate(() => document.activeElement.id),
		await page.$eval('#text', node => node.selectionStart),
		await text('shown')]);

	let warned = false;
	page.on('dialog', dialog => {
		warned = dialog.type();
		dialog.accept();
	});
	await page.goto(HOST + '/');
	say('asked before leaving', warned);
	warned = false;
	await page.goto(HOST + '/');
	say('and not where nothing was changed', warned);
	await browser.close();
}

main().catch(error => {
	console.error(error);
	process.exit(1);
});
