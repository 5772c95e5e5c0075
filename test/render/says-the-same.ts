import { formats, rendererOf, type Format } from '../../src/render/formats.ts';
import type { CheckReport, Finding, Report } from '../../src/model/report.ts';
import { safe } from '../../src/render/safe.ts';
import { statementIn } from '../../src/render/statement-in.ts';
import { causesApart } from '../../src/render/causes.ts';
import { owners, subjectShown } from '../../src/render/words.ts';

/** What a format has to say, of what the others say. `data`: the report whole, as data. A format that leaves something out has a reason. */
const says: Readonly<Record<Format, 'data' | ((report: Report) => readonly Said[])>> = {
  ...{ json: 'data', ndjson: 'data' },
  ...{ text: all, markdown: all, html: all, junit: all, sarif: all },
  // The step summary beside the annotations is the markdown report.
  github: annotated,
};

/**
 * What one format says and another leaves out, as `format: what: text`. The text report is taken in full (--verbose);
 * annotations hold what needs something done, and the step summary beside them is the markdown report.
 */
export async function unsaid(report: Report): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const format of formats) {
    const wanted = says[format];
    if (wanted === 'data') continue;
    const said = plain(await rendered(format, report), format);
    for (const [what, text] of wanted(report))
      if (!said.includes(bare(text))) missing.push(`${format}: ${what}: ${text}`);
  }
  return missing;
}

const rendered = async (format: Format, report: Report): Promise<string> =>
  (await rendererOf(format))(report, {
    columns: 120,
    colorLevel: 0,
    quiet: false,
    verbose: true,
    terminal: false,
  });

type Said = readonly [what: string, text: string];

const checksOf = ({ stages }: Report): readonly CheckReport[] => stages.flatMap(({ checks }) => checks);

/** All that a reader must find, whatever the format. */
function all(report: Report): readonly Said[] {
  return [
    ...report.causes.map((code): Said => ['cause', code]),
    ...report.notes.map((note): Said => ['note', note]),
    ...report.refuted.flatMap(({ code, because }): Said[] => [
      ['ruled out', code],
      ['why it is ruled out', because],
    ]),
    ...checksOf(report).flatMap((check) => ofCheck(check)),
    ...report.extras.map(({ message }): Said => ['extra without an answer', message]),
  ];
}

function ofCheck({ title, status, because, findings, unanswered, accepted }: CheckReport): readonly Said[] {
  return [
    ...(status === 'skipped' ? ([['left out', title]] as const) : []),
    ...(status === 'skipped' || status === 'crash' ? ([['why', because ?? '']] as const) : []),
    ...(accepted === null ? [] : ([['why it is accepted', accepted.reason]] as const)),
    ...unanswered.map(({ message }): Said => ['without an answer', message]),
    ...findings.flatMap((finding) => ofFinding(finding)),
  ];
}

const ofFinding = (finding: Finding): readonly Said[] => [
  ['code', finding.code],
  ['subject', subjectShown(finding)],
  ['summary', finding.summary],
  ['impact', finding.impact],
  ...(finding.distinguish === null ? [] : ([['how to tell', finding.distinguish]] as const)),
  ...(finding.ignored === null ? [] : ([['why it is accepted', finding.ignored.reason]] as const)),
  ...finding.references.map((url): Said => ['reference', url]),
  ...finding.evidence.flatMap(({ what, expected, actual }): Said[] => [
    ['evidence', what],
    ['expected', expected ?? ''],
    ['actual', actual ?? ''],
  ]),
  ...finding.fix.flatMap(({ text, owner, command, record }): Said[] => [
    // A command goes on where the sentence ends.
    ['step', statementIn(text).words.replace(/[.:]$/, '')],
    ['statement', statementIn(text).statement ?? ''],
    ['owner', owners[owner]],
    ['command', command ?? ''],
    ['name of a record', record?.name ?? ''],
    ['value of a record', record?.value ?? ''],
    ['name in a DNS panel', record?.panelName ?? ''],
  ]),
];

/** GitHub shows ten; where there are more, the last holds a line each. */
const wholeAnnotations = 9;

/**
 * What annotations hold: the first causes whole, each code that needs something done, with its subject, and each
 * reason for not looking.
 */
function annotated(report: Report): readonly Said[] {
  return [
    ...causesApart(report)
      .slice(0, wholeAnnotations)
      .flatMap(({ finding }) => ofFinding(finding)),
    ...checksOf(report)
      .flatMap(({ findings }) => findings)
      .filter(({ severity, ignored }) => ignored === null && severity !== 'info')
      .flatMap((finding): Said[] => [
        ['code', finding.code],
        ['subject', subjectShown(finding)],
        ['summary', finding.summary],
      ]),
    ...checksOf(report)
      .filter(
        ({ status, accepted, findings }) =>
          status === 'unknown' && accepted === null && findings.length === 0,
      )
      .map(({ because }): Said => ['why', because ?? '']),
  ];
}

/** Without white space: lines are broken at will. */
const bare = (text: string): string => safe(text).replaceAll(/\s+/g, '');

const entities: Readonly<Record<string, string>> = {
  ...{ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' },
};

/** What a format says, without the escapes and the marks that it says it with. */
function plain(text: string, format: Format): string {
  return bare(withoutMarks[format](text));
}

const withoutMarks: Readonly<Record<Format, (text: string) => string>> = {
  html: ofMarkup,
  junit: ofMarkup,
  markdown: (text) => text.replaceAll(/\\([\\`*_{}[\]()<>#|~!&+=.)-])/g, '$1').replaceAll('\u2060', ''),
  github: (text) =>
    text.replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%'),
  sarif: (text) => strings(JSON.parse(text)).join('\n'),
  ...{ text: String, json: String, ndjson: String },
};

/** The text and the attributes of HTML and XML. */
function ofMarkup(text: string): string {
  return text
    .replaceAll(/<[^>]*>/g, (tag) => attributes(tag))
    .replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}

const attributes = (tag: string): string =>
  [...tag.matchAll(/(?:message|value|name|type)="([^"]*)"/g)].map(([, value = '']) => value).join(' ');

/** Every text in a document, with the escapes of SARIF messages taken away. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return [value.replaceAll(/\\([\\[\]])/g, '$1').replaceAll(/([{}])\1/g, '$1'), value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}
