import { type JsonFault, readJson } from './json-position.ts';
import type { TemplateParts } from './file.ts';
import { helperMisuse, isHelper } from './helpers.ts';
import type { MissingPlace, MissingVariable } from './missing.ts';
import { renderStrictly } from './rendering.ts';
import { misspelt } from './spelling.ts';
import { readTemplateSyntax } from './syntax.ts';
import { eachCall, eachCallIn, eachNode, type Call, type Position, type Program } from './tree.ts';
import { unusedNames, usesOf, type Uses } from './uses.ts';

export type PartName = 'subject' | 'text' | 'html';

/** Where something stands; lines and columns of the part count from 1. */
export interface InPart extends Position {
  part: PartName;
}

/** A call of something that Handlebars does not have. */
export interface UnknownHelper extends InPart {
  name: string;
  kind: 'helper' | 'decorator';
  /** Handlebars' own helper of nearly that name, or null. */
  near: string | null;
}

export interface UnknownPartial extends InPart {
  name: string;
  /** Other parts that define it. */
  definedIn: readonly PartName[];
  /** This part defines it as well, but inside a block that does not enclose this place. */
  definedHere: boolean;
}

export interface MissingInTemplate extends Omit<MissingVariable, 'places'> {
  places: readonly (MissingPlace & InPart)[];
}

/** All that can be told of a template, and of data for it, without SES. */
export interface TemplateAnalysis {
  /** The parts it has. */
  parts: readonly PartName[];
  /** UTF-8 bytes of text and HTML together. */
  bytes: number;
  /** UTF-16 units of the data, or null without data. */
  dataCharacters: number | null;
  dataFault: JsonFault | null;
  syntax: readonly ({ problem: string } & InPart)[];
  helpers: readonly UnknownHelper[];
  partials: readonly UnknownPartial[];
  /** The first block, partial or decorator; inline templates take none. */
  firstBlock: ({ text: string } & InPart) | null;
  /** Null where it was not judged: no data, or data that cannot be read. */
  missing: readonly MissingInTemplate[] | null;
  /** Null where it was not judged: no data, or a part that cannot be read. */
  unused: readonly string[] | null;
  /** Why something was not looked at to its end, each a sentence without its dot. */
  notLookedAt: readonly string[];
}

interface Part {
  name: PartName;
  program: Program;
}

/** Most findings of one kind that are kept. */
const bound = 50;

/** Analyses a template; `data` is the JSON text of the data, or null when none was given. */
export function analyseTemplate(parts: TemplateParts, data: string | null): TemplateAnalysis {
  const notLookedAt: string[] = [];
  const syntax: ({ problem: string } & InPart)[] = [];
  const read: Part[] = [];
  for (const name of partNames) {
    const text = parts[name];
    if (text === null) continue;
    const reading = readTemplateSyntax(text);
    if (reading.kind === 'program') read.push({ name, program: reading.program });
    else if (reading.kind === 'broken') syntax.push({ part: name, problem: reading.problem, ...reading.at });
    else {
      const { line, column } = reading.at;
      notLookedAt.push(`blocks are nested too deep to be analysed (${name}, line ${line}, column ${column})`);
    }
  }
  const present = partNames.filter((name) => parts[name] !== null);
  const whole = read.length === present.length;
  const { value, fault } = readData(data);
  const rendered = value === null ? null : renderParts(read, value, notLookedAt);
  syntax.push(...read.flatMap(misusesIn));
  return {
    parts: present,
    bytes: Buffer.byteLength(parts.text ?? '') + Buffer.byteLength(parts.html ?? ''),
    dataCharacters: data?.length ?? null,
    dataFault: fault,
    syntax: syntax.slice(0, bound),
    helpers: read.flatMap(unknownHelpersIn).slice(0, bound),
    partials: unknownPartials(read, rendered?.partials ?? []).slice(0, bound),
    firstBlock: read.flatMap(firstBlockIn)[0] ?? null,
    missing: rendered?.missing ?? null,
    unused:
      value === null || !whole
        ? null
        : unusedBut(
            value,
            read.map(({ program }) => usesOf(program)),
            rendered,
          ),
    notLookedAt,
  };
}

const partNames: readonly PartName[] = ['subject', 'text', 'html'];

function readData(data: string | null): { value: object | null; fault: JsonFault | null } {
  if (data === null) return { value: null, fault: null };
  const reading = readJson(data);
  if (reading.kind === 'broken') {
    const { line, column, problem } = reading;
    return { value: null, fault: { line, column, problem } };
  }
  const { value } = reading;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value, fault: null };
  const problem =
    typeof value === 'string'
      ? 'the data is one JSON string, perhaps encoded twice; SES expects an object'
      : 'the data is not an object; SES expects {"name": "value", …}';
  return { value: null, fault: { line: 1, column: 1, problem } };
}

interface Rendered {
  missing: readonly MissingInTemplate[];
  partials: readonly ({ name: string } & InPart)[];
}

function renderParts(parts: readonly Part[], data: object, notLookedAt: string[]): Rendered {
  const missing = new Map<string, MissingInTemplate>();
  const partials: ({ name: string } & InPart)[] = [];
  for (const { name: part, program } of parts) {
    const rendering = renderStrictly(program, data);
    if (rendering.stopped !== null) notLookedAt.push(`${rendering.stopped} (${part})`);
    partials.push(...rendering.unknownPartials.map((partial) => ({ part, ...partial })));
    for (const variable of rendering.missing) {
      const places = variable.places.map((place) => ({ part, ...place }));
      const known = missing.get(variable.name);
      missing.set(
        variable.name,
        known === undefined ? { ...variable, places } : { ...known, places: [...known.places, ...places] },
      );
    }
  }
  return { missing: [...missing.values()], partials };
}

function unusedBut(data: object, uses: readonly Uses[], rendered: Rendered | null): readonly string[] {
  const near = new Set(rendered?.missing.map((variable) => variable.near));
  return unusedNames(data, uses).filter((name) => !near.has(name));
}

function callsIn(program: Program, visit: (call: Call, opensBlock: boolean) => void): void {
  eachNode(program, (node) => {
    if (node.kind === 'print' || node.kind === 'block') {
      const { call, kind } = node;
      eachCall(call, (one) => {
        visit(one, one === call && kind === 'block');
      });
    }
    if (node.kind === 'partial') {
      const values = [...node.params, ...node.hash.map(([, value]) => value)];
      eachCallIn(typeof node.name === 'string' ? values : [...values, node.name], (one) => {
        visit(one, false);
      });
    }
  });
}

function misusesIn({ name: part, program }: Part): readonly ({ problem: string } & InPart)[] {
  const found: ({ problem: string } & InPart)[] = [];
  callsIn(program, ({ path, params, line, column }, opensBlock) => {
    const problem = helperMisuse(path, params.length, opensBlock);
    if (problem !== null) found.push({ part, problem, line, column });
  });
  eachNode(program, (node) => {
    if (node.kind !== 'partial' || node.params.length < 2) return;
    const problem = `a partial takes one context, not ${node.params.length}`;
    found.push({ part, problem, line: node.line, column: node.column });
  });
  return found;
}

const ownHelpers = ['if', 'unless', 'each', 'with', 'lookup', 'log'];

function unknownHelpersIn({ name: part, program }: Part): readonly UnknownHelper[] {
  const found: UnknownHelper[] = [];
  callsIn(program, ({ path, params, hash, line, column }) => {
    if ((params.length === 0 && hash.length === 0) || isHelper(path)) return;
    const name = path.original;
    found.push({ part, name, kind: 'helper', near: nearHelper(name), line, column });
  });
  eachNode(program, (node) => {
    if (node.kind !== 'decorator' || (node.decorator === 'inline' && node.program !== null)) return;
    found.push({
      part,
      name: node.decorator,
      kind: 'decorator',
      near: null,
      line: node.line,
      column: node.column,
    });
  });
  return found;
}

/** `IF` and `foreach` are slips; `formatDate` is somebody's own helper. */
const nearHelper = (name: string): string | null =>
  ownHelpers.find((own) => own === name.toLowerCase()) ??
  misspelt(name, ownHelpers) ??
  (name.toLowerCase() === 'foreach' ? 'each' : null);

function definitionsIn(program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  eachNode(program, (node) => {
    if (node.kind === 'decorator' && node.decorator === 'inline' && node.name !== null) names.add(node.name);
  });
  return names;
}

/** Partials that a part calls by name and does not define, and those that rendering did not find. */
function unknownPartials(
  parts: readonly Part[],
  rendered: readonly ({ name: string } & InPart)[],
): readonly UnknownPartial[] {
  const definitions = new Map(parts.map(({ name, program }) => [name, definitionsIn(program)]));
  const called = parts.flatMap(({ name: part, program }) => {
    const found: ({ name: string } & InPart)[] = [];
    eachNode(program, (node) => {
      if (node.kind !== 'partial' || typeof node.name !== 'string' || node.name === '@partial-block') return;
      if (node.program !== null) return; // its block is rendered instead
      if (definitions.get(part)?.has(node.name) === true) return;
      found.push({ part, name: node.name, line: node.line, column: node.column });
    });
    return found;
  });
  const places = new Map(
    [...called, ...rendered].map((one) => [`${one.part} ${one.line}:${one.column}`, one]),
  );
  return [...places.values()].map((one) => ({
    ...one,
    definedIn: [...definitions]
      .filter(([part, names]) => part !== one.part && names.has(one.name))
      .map(([part]) => part),
    definedHere: definitions.get(one.part)?.has(one.name) === true,
  }));
}

function firstBlockIn({ name: part, program }: Part): readonly ({ text: string } & InPart)[] {
  const node = program.nodes.find(({ kind }) => kind !== 'print');
  if (node === undefined || node.kind === 'print') return [];
  const { line, column } = node;
  if (node.kind === 'block') return [{ part, text: `{{#${node.call.path.original}}}`, line, column }];
  if (node.kind === 'partial') return [{ part, text: '{{> …}}', line, column }];
  return [{ part, text: `{{#*${node.decorator}}}`, line, column }];
}
