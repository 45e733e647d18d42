/*
 * Renders a PDF's pages by pdf.js and compares each with a picture of it:
 *
 *	node compare.js MODULES DPI FILE.pdf FOLDER
 *
 * FOLDER holds what another renderer made, <anything>-<page>.ppm (P6), and gets
 * pdfjs-<page>.png. A line of JSON per page: its number, sizes, and `worst`, how
 * far the two are from each other where they are farthest.
 *
 * Two renderers smooth edges differently, but by at most a pixel's share. So
 * both are averaged over squares of SIDE pixels at every half step, and the
 * averages compared: a letter that stands a pixel off changes some square by
 * much more than smoothing does.
 */
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, dpi, file, folder] = process.argv.slice(2);
const load = name => require(path.join(modules, 'node_modules', name));
const canvas = load('@napi-rs/canvas');
Object.assign(globalThis, {
	DOMMatrix: canvas.DOMMatrix,
	ImageData: canvas.ImageData,
	Path2D: canvas.Path2D,
});
const pdfjs = load('pdfjs-dist/legacy/build/pdf.js');
const SIDE = 16; /* 2 mm at 200 to the inch */

class Canvases {
	create(width, height) {
		const made = canvas.createCanvas(width, height);
		return {canvas: made, context: made.getContext('2d')};
	}
	reset(pair, width, height) {
		pair.canvas.width = width;
		pair.canvas.height = height;
	}
	destroy() {}
}

async function render(page) {
	const viewport = page.getViewport({scale: dpi / 72});
	const factory = new Canvases();
	const {canvas: made, context} = factory.create(
	    Math.ceil(viewport.width), Math.ceil(viewport.height));
	context.fillStyle = 'white';
	context.fillRect(0, 0, made.width, made.height);
	await page.render({
		canvasContext: context, viewport, canvasFactory: factory,
	}).promise;
	const {data} = context.getImageData(0, 0, made.width, made.height);
	return {width: made.width, height: made.height, data, step: 4,
		png: made.toBuffer('image/png')};
}

function readPicture(name) {
	const bytes = fs.readFileSync(name);
	const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(
	    bytes.subarray(0, 64).toString('latin1'));
	return {width: +head[1], height: +head[2],
		data: bytes.subarray(head[0].length), step: 3};
}

/* Sums from the corner, one table per colour: a square's is four look-ups. */
function sums(picture, colour) {
	const {width, height, data, step} = picture;
	const table = new Float64Array((width + 1) * (height + 1));
	for (let y = 0; y < height; y++) {
		let row = 0;
		for (let x = 0; x < width; x++) {
			row += data[(y * width + x) * step + colour];
			table[(y + 1) * (width + 1) + x + 1] =
			    table[y * (width + 1) + x + 1] + row;
		}
	}
	return (x, y) => table[(y + SIDE) * (width + 1) + x + SIDE] -
	    table[y * (width + 1) + x + SIDE] -
	    table[(y + SIDE) * (width + 1) + x] + table[y * (width + 1) + x];
}

/* Where they differ most, one of them moved by dx, dy pixels. */
function farthest(one, other, width, height, dx, dy) {
	let worst = {difference: 0};
	for (let y = 1; y + SIDE < height; y += SIDE / 2) {
		for (let x = 1; x + SIDE < width; x += SIDE / 2) {
			let difference = 0;
			for (let c = 0; c < 3; c++)
				difference = Math.max(difference, Math.abs(
				    one[c](x, y) - other[c](x + dx, y + dy)));
			if (difference > worst.difference)
				worst = {difference, x, y, dx, dy};
		}
	}
	worst.difference = Math.round(worst.difference / (SIDE * SIDE));
	return worst;
}

/* A page's height is no whole number of pixels: they may round it apart. */
function compare(a, b) {
	const colours = [0, 1, 2];
	const one = colours.map(c => sums(a, c));
	const other = colours.map(c => sums(b, c));
	const all = [];
	for (const dy of [0, -1, 1])
		for (const dx of [0, -1, 1])
			all.push(farthest(
			    one, other, a.width, a.height, dx, dy));
	return all.reduce((x, y) => x.difference <= y.difference ? x : y);
}

async function main() {
	const pictures = fs.readdirSync(folder)
	    .filter(name => name.endsWith('.ppm')).sort();
	const pdf = await pdfjs.getDocument({
		data: new Uint8Array(fs.readFileSync(file)),
		canvasFactory: new Canvases(),
		disableFontFace: true,
		useSystemFonts: false,
		stopAtErrors: true,
		verbosity: pdfjs.VerbosityLevel.WARNINGS,
	}).promise;
	for (let n = 1; n <= pdf.numPages; n++) {
		const mine = await render(await pdf.getPage(n));
		const theirs = readPicture(path.join(folder, pictures[n - 1]));
		fs.writeFileSync(path.join(folder, `pdfjs-${n}.png`), mine.png);
		const same = mine.width === theirs.width &&
		    mine.height === theirs.height;
		console.log(JSON.stringify({page: n, pages: pictures.length,
			size: [mine.width, mine.height], same,
			worst: same ? compare(mine, theirs) : null}));
	}
}

main().catch(fault => {
	console.error(fault);
	process.exit(1);
});
