import { problem, type Step } from '../../src/model/check.ts';
import { advancedTemplatePage } from '../../src/knowledge/template-limits.ts';
import type { InPart, UnknownHelper, UnknownPartial } from '../../src/parse/template/template.ts';
import { getTemplate as get, type OfTemplate, at, templateOf } from './template-place.ts';

interface Syntax extends InPart, OfTemplate {
  problem: string;
}

interface BrokenFile {
  problem: string;
  file: string;
  line: number;
  column: number;
}

const silentLoss =
  'SES accepts the send and returns a message id, then fails to render and drops the mail. Only a Rendering Failure event shows it.';

const uploadAgain = (template: OfTemplate): Step => ({
  text:
    template.storedIn === null
      ? `Correct ${template.name}, and run this check once more.`
      : 'Correct the template, store it again (update-email-template), and run this check once more.',
  owner: 'you',
  command: get(template),
});

/** What SES cannot read or render in a template. */
export const syntaxProblems = {
  'template/syntax-error': problem<Syntax | BrokenFile>({
    severity: 'error',
    summary: (data) =>
      'file' in data
        ? `${data.file} cannot be read as a template: line ${data.line}, column ${data.column}: ${data.problem}.`
        : `The template ${data.name} has a syntax error (${at(data)}): ${data.problem}.`,
    impact: (data) =>
      'file' in data ? 'SES cannot store it, and nothing can be said about its contents.' : silentLoss,
    evidence: (data) => [
      {
        what: 'file' in data ? data.file : at(data),
        expected: 'file' in data ? 'JSON with Subject, Text and Html' : 'Handlebars syntax',
        actual: data.problem,
        source: null,
      },
    ],
    fix: (data) =>
      'file' in data
        ? [{ text: `Correct line ${data.line}, column ${data.column} of ${data.file}.`, owner: 'you' }]
        : [uploadAgain(data)],
    references: [advancedTemplatePage],
    explains: ['template/render-rejected'],
    read: {
      summary: (candidate) => `SES cannot read the syntax of ${templateOf(candidate)}.`,
      impact: () =>
        'The template is refused, or the mail made from it is dropped after the send was accepted.',
      fix: () => [
        {
          text: 'Run ses-doctor check --only template --template <name>: it names the part, line and column.',
          owner: 'you',
        },
      ],
      distinguish:
        'Run ses-doctor check --only template with the template: it names the part, line and column.',
    },
  }),

  'template/unsupported-helper': problem<UnknownHelper & { template: OfTemplate }>({
    severity: 'error',
    summary: ({ template, name, kind, near, ...place }) =>
      `The template ${template.name} calls the ${kind} ${name}, which SES does not have (${at(place)})${near === null ? '' : `; {{#${near}}} was probably meant`}.`,
    impact: silentLoss,
    evidence: ({ name, kind, near: _near, template: _template, ...place }) => [
      { what: at(place), expected: `a ${kind} of Handlebars' own`, actual: name, source: null },
    ],
    fix: ({ template, name, near }) => [
      {
        text:
          near === null
            ? `Work out what ${name} does in the application, and send the result as a variable: SES runs Handlebars' own helpers only.`
            : `Write ${near}: names of helpers are lower case and exact.`,
        owner: 'you',
        command: get(template),
      },
    ],
    references: [advancedTemplatePage],
    explains: ['template/render-rejected'],
    read: {
      summary: (candidate) => `${templateOf(candidate)} calls a helper that SES does not have.`,
      impact: () => silentLoss,
      fix: () => [
        {
          text: "Compute the value in the application and send it as a variable: SES runs Handlebars' own helpers only.",
          owner: 'you',
        },
      ],
      distinguish:
        'Run ses-doctor check --only template with the template: it names each such helper and its place.',
    },
  }),

  'template/partial-not-in-part': problem<UnknownPartial & { template: OfTemplate }>({
    severity: 'error',
    summary: ({ template, name, part, line, column }) =>
      `The template ${template.name} uses the partial ${name} where it is not defined (${at({ part, line, column })}).`,
    impact: silentLoss,
    evidence: ({ name, part, line, column, definedIn, definedHere }) => [
      {
        what: at({ part, line, column }),
        expected: `{{#* inline "${name}"}} in the same part`,
        actual: definedHere
          ? 'defined inside another block of this part'
          : definedIn.length === 0
            ? 'defined nowhere'
            : `defined in ${definedIn.join(' and ')} only`,
        source: null,
      },
    ],
    fix: ({ template, name, part }) => [
      {
        text: `Define ${name} with {{#* inline "${name}"}}…{{/inline}} at the top of the ${part} part: each part sees its own partials only.`,
        owner: 'you',
        command: get(template),
      },
    ],
    references: [advancedTemplatePage],
    explains: ['template/render-rejected'],
    read: {
      summary: (candidate) => `${templateOf(candidate)} uses a partial in a part that does not define it.`,
      impact: () => silentLoss,
      fix: () => [
        {
          text: 'Define the inline partial in each part that uses it (subject, text and html each on their own), at the top, with a line break after it.',
          owner: 'you',
        },
      ],
      distinguish:
        'Run ses-doctor check --only template with the template: it names the partial, the part and the place.',
    },
  }),
};
