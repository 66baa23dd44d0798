// parsers.mjs FOLDER: TimelineJS's own configuration and Mermaid's own parser read FOLDER/NAME.timelinejs.json and NAME.mmd as FOLDER/NAME.json has it.
// Called by .ci/outputs.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import esbuild from 'esbuild';
import { JSDOM } from 'jsdom';

const folder = process.argv[2];
const dom = new JSDOM('<!DOCTYPE html><body></body>', { pretendToBeVisual: true, url: 'https://page.example/' });
for (const name of Object.getOwnPropertyNames(dom.window)) {
  if (!(name in globalThis)) globalThis[name] = dom.window[name];
}

const names = fs.readdirSync(folder).filter(n => n.endsWith('.json') && !n.endsWith('.timelinejs.json')).map(n => n.slice(0, -5));
assert(names.length >= 5);
const read = name => fs.readFileSync(path.join(folder, name), 'utf8');
const plain = text => [...(text ?? '')].map(c => /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u.test(c) ? ' ' : c).join('').split(/\s+/u).filter(Boolean).join(' ');
const headline = event => plain(event.headline) || plain(event.sentence);

const bundle = path.join(folder, 'timeline-config.mjs');
await esbuild.build({ entryPoints: ['node_modules/@knight-lab/timelinejs/src/js/core/TimelineConfig.js'], bundle: true, format: 'esm', outfile: bundle, logLevel: 'error' });
const { TimelineConfig } = await import(bundle);
const decoded = html => { const element = document.createElement('div'); element.innerHTML = html; return element.textContent; };
for (const name of names) {
  const events = JSON.parse(read(name + '.json')).events;
  const config = new TimelineConfig(JSON.parse(read(name + '.timelinejs.json')));
  assert(config.isValid(), name + ': ' + config.getErrors('; '));
  assert.equal(config.events.length, events.length, name);
  const told = events.map(headline).sort();
  const shown = config.events.map(e => plain(decoded(e.text.headline)));
  for (const one of told) assert(shown.some(s => s.startsWith(one)), `${name}: ${one}`);
  const texts = config.events.map(e => plain(decoded(e.text.text)));  // after its sanitizer
  for (const event of events) assert(texts.some(t => t.includes(plain(event.sentence))), `${name}: ${event.sentence}`);
  for (const event of config.events) assert(!event.end_date || !event.end_date.isBefore(event.start_date), name);
}
console.log(`TimelineJS: ${names.length} chronologies`);

const mermaid = (await import('mermaid')).default;
for (const name of names) {
  const text = read(name + '.mmd');
  const written = text.split('\n').filter(line => line.includes(' : ')).length;
  await mermaid.parse(text);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const tasks = diagram.db.getTasks();
  const shown = tasks.flatMap(task => task.events);
  assert.equal(shown.length, written, `${name}: ${shown.length} of ${written} events`);
}
console.log(`Mermaid: ${names.length} chronologies`);
process.exit(0);
