/*
 * The workbench's one script. Every page works without it; it makes four things
 * live, each asked for by an attribute of the page:
 *
 * form data-live=PATH data-into=ID
 *	After a pause in typing or ticking, the form's fields are sent to PATH
 *	by POST. Each element at the top of the answer takes the place of the
 *	page's element with the same id; ID is marked busy meanwhile. An answer
 *	that has come too late is dropped. An error's page is put into ID. With
 *	data-now they are sent at once, too.
 * button data-insert=TEXT data-at=ID
 *	TEXT goes into the text field ID where its cursor is.
 * form data-keep
 *	Whoever leaves with changes that were not sent is asked.
 * [data-plain]
 *	Hidden: what only a page without script needs.
 *
 * It asks nothing but the workbench, and makes no HTML of what people wrote: an
 * answer is a page of the workbench's own, with the same escapes.
 */
"use strict";

const PAUSE = 250; /* ms without a key press before a form is sent */

const parse = text => new DOMParser().parseFromString(text, "text/html");

/* Puts parts of an answer in place. The focus stays on the control with the
 * same id where the one that had it is replaced. */
const place = (answer, into) => {
	const focus = document.activeElement?.id;
	const parts = [...answer.body.children].filter(
	    part => part.id && document.getElementById(part.id));
	for (const part of parts)
		document.getElementById(part.id)
		    .replaceWith(document.importNode(part, true));
	if (!parts.length && into) {
		const main = answer.querySelector("main") || answer.body;
		into.replaceChildren(...[...main.childNodes]
		    .map(node => document.importNode(node, true)));
	}
	if (focus && document.activeElement?.id !== focus)
		document.getElementById(focus)?.focus({preventScroll: true});
};

const live = form => {
	let timer, sent;
	const element = () => document.getElementById(form.dataset.into);
	const send = async () => {
		sent?.abort();
		const mine = sent = new AbortController();
		element()?.setAttribute("aria-busy", "true");
		try {
			const reply = await fetch(form.dataset.live, {
				method: "POST",
				body: new URLSearchParams(new FormData(form)),
				signal: mine.signal,
			});
			const answer = parse(await reply.text());
			if (mine === sent)
				place(answer, element());
		} catch (error) {
			/* the next key press asks again; the button still works */
		}
		if (mine === sent)
			element()?.removeAttribute("aria-busy");
	};
	form.addEventListener("input", () => {
		clearTimeout(timer);
		timer = setTimeout(send, PAUSE);
	});
	form.addEventListener("submit", () => {
		clearTimeout(timer);
		sent?.abort();
	});
	if ("now" in form.dataset)
		send();
};

/* Buttons may come with an answer. */
addEventListener("click", event => {
	const button = event.target.closest("button[data-insert]");
	if (!button)
		return;
	const field = document.getElementById(button.dataset.at);
	field.focus();
	field.setRangeText(button.dataset.insert, field.selectionStart,
	    field.selectionEnd, "end");
	field.dispatchEvent(new Event("input", {bubbles: true}));
});

const keep = form => {
	let changed = false;
	form.addEventListener("input", () => changed = true);
	form.addEventListener("submit", () => changed = false);
	addEventListener("beforeunload", event => {
		if (changed)
			event.preventDefault();
	});
};

document.querySelectorAll("form[data-live]").forEach(live);
document.querySelectorAll("form[data-keep]").forEach(keep);
document.querySelectorAll("[data-plain]").forEach(part => part.hidden = true);
