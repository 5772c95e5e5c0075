import { XMLParser } from 'fast-xml-parser';
import MarkdownIt, { type Token } from 'markdown-it';
import { beforeAll, describe, expect, it } from 'vitest';
import { formats, rendererOf, type Format } from '../../src/render/formats.ts';
import type { Report } from '../../src/model/report.ts';
import { attacks, hostileReport } from './hostile.ts';
import { junitFaults } from './junit-faults.ts';
import { sarifFaults } from './sarif-schema.ts';

const options = { columns: 80, colorLevel: 0, quiet: false, verbose: true, terminal: false } as const;
const render = async (format: Format, attack: string): Promise<string> =>
  (await rendererOf(format))(hostileReport(attack), options);

/** Anything that drives a terminal, or shows text in another order than it stands. U+2060 is our own, in Markdown. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const dangerous = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]|(?!\u2060)\p{Cf}|\p{Cs}/u;

/** What must be true of a format whatever stands in the report; `plain` is the same report with a harmless word. */
const holds: Readonly<
  Record<Format, (output: string, plain: string, report: Report) => void | Promise<void>>
> = {
  text(output) {
    expect(output).toContain('dkim/wrong-target');
  },
  json(output, _plain, report) {
    expect(JSON.parse(output)).toEqual(report);
  },
  ndjson(output, plain) {
    expect(typesOf(output)).toEqual(typesOf(plain));
  },
  sarif(output) {
    const log = JSON.parse(output) as SarifLog;
    expect(sarifFaults(log)).toBeNull();
    for (const run of log.runs) {
      for (const { message } of run.results) {
        expect(message.text.replaceAll(/\{\{|\}\}/g, '')).not.toMatch(/[{}]/);
        expect(message.text.replaceAll(/\\[\\[\]]/g, '')).not.toMatch(/[[\]]/);
      }
    }
  },
  junit(output, plain) {
    expect(junitFaults(output)).toBeNull();
    expect(outlineOf(output)).toEqual(outlineOf(plain));
  },
  markdown(output, plain) {
    expect(blocksOf(output)).toEqual(blocksOf(plain));
    for (const address of linksOf(output))
      expect(address).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/|^#[\p{L}\p{N}_%-]*$/u);
    expect(wordsOf(output)).not.toMatch(/(?<![\w.+-])@(?!\u2060)[a-z]|#(?!\u2060)\d/);
  },
  html(output, plain) {
    expect(tagsOf(output)).toEqual(tagsOf(plain));
    expect(output).not.toMatch(/href="(?!https:|#[a-z0-9-]+")/);
  },
  github(output, plain) {
    expect(commandsOf(output)).toEqual(commandsOf(plain));
    expect(output).not.toMatch(/^(?!::).*##\[/m);
  },
};

const plains = new Map<Format, string>();
beforeAll(async () => {
  for (const format of formats) plains.set(format, await render(format, 'word'));
});

describe.each(formats)('%s', (format) => {
  it.each(Object.keys(attacks))('takes %s for text', async (name) => {
    const attack = attacks[name] ?? '';
    const output = await render(format, attack);
    expect(output.endsWith('\n')).toBe(true);
    expect(dangerous.exec(output)?.[0]).toBeUndefined();
    await holds[format](output, plains.get(format) ?? '', hostileReport(attack));
  });
});

interface SarifLog {
  runs: { results: { message: { text: string } }[] }[];
}

const typesOf = (ndjson: string): readonly unknown[] =>
  ndjson
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { type: unknown }).type);

/** The elements of a JUnit file with their own attributes' names, without what they say. */
function outlineOf(xml: string): unknown {
  const parser = new XMLParser({ ignoreAttributes: false, preserveOrder: true });
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== 'object' || node === null) return typeof node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, strip(value)]));
  };
  return strip(parser.parse(xml));
}

/** As a forge renders it: HTML is let through and bare addresses become links. */
const markdown = new MarkdownIt({ html: true, linkify: true });

const allTokens = (text: string): readonly Token[] =>
  markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);

/** The kinds of tokens, text and links of addresses of mail aside: `a@b.example` may become a link, which harms nobody. */
const blocksOf = (text: string): readonly string[] =>
  allTokens(text)
    .map(({ type }) => type)
    .filter((type) => type !== 'text' && !type.startsWith('link_') && type !== 'inline');

/** What a forge looks through for names and numbers: text, not code. */
const wordsOf = (text: string): string =>
  allTokens(text)
    .filter(({ type }) => type === 'text')
    .map(({ content }) => content)
    .join('\n');

const linksOf = (text: string): readonly string[] =>
  allTokens(text).flatMap((token) =>
    [token.attrGet('href'), token.attrGet('src')].filter((one) => one !== null).map(String),
  );

/** All tags but those that say where a line may break: they follow the dots and hyphens of a text, and name nothing. */
const tagsOf = (html: string): readonly string[] =>
  [...html.replaceAll(/<wbr>|<\/?span>/g, '').matchAll(/<\/?[a-z!][a-z0-9]*/gi)].map(([tag]) => tag);

/** Each line as the runner of GitHub Actions reads it: the name of the command, or that it is none. */
const commandsOf = (output: string): readonly string[] =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => /^::([a-z-]+) title=[^:,\r\n]*::/.exec(line)?.[1] ?? 'text');
