import { defineCheck, problem, type Step } from '../../src/check.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { template } from '../../src/facts/template.ts';
import { templateAnalysis } from '../../src/facts/template-analysis.ts';
import { templateSpellings } from '../../src/facts/template-spellings.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import {
  advancedTemplatePage,
  maxTemplateBytes,
  maxTemplateDataCharacters,
  templatePage,
} from '../../src/knowledge/template-limits.ts';
import type { InPart, UnknownHelper, UnknownPartial } from '../../src/parse/template.ts';
import { command } from '../../src/paste.ts';
import { getTemplate as get, type OfTemplate } from './template.words.ts';
import { refute } from '../../src/refute.ts';
import type { Candidate } from '../../src/symptom.ts';
import type { Why } from '../../src/unavailable.ts';

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
  'SES accepts the send and returns a message id, then fails to render and drops the mail. Only a Rendering Failure event tells.';

const at = ({ part, line, column }: InPart): string => `${part}, line ${line}, column ${column}`;

const uploadAgain = (template: OfTemplate): Step => ({
  text:
    template.storedIn === null
      ? `Correct ${template.name}, and run this check once more.`
      : 'Correct the template, store it again (update-email-template), and run this check once more.',
  owner: 'you',
  command: get(template),
});

const quoted = (names: readonly string[]): string => names.join(', ');

const templateOf = ({ data, subject }: Candidate): string => data['template'] ?? subject ?? 'the template';

export default defineCheck({
  id: 'template',
  per: 'template',
  title: 'The template is one that SES can render',
  why: 'SES accepts a send before it renders the template. What goes wrong then shows in an event that most accounts do not publish.',
  needs: { target, symptom, template },
  enrichment: { analysis: templateAnalysis, spellings: templateSpellings },

  problems: {
    'template/not-found': problem<{ name: string; region: string | null; near: readonly string[] }>({
      severity: 'error',
      summary: ({ name, region }) => `There is no template called ${name} in ${region ?? 'this Region'}.`,
      impact: 'Every send that names it is refused.',
      evidence: ({ name, near }) => [
        { what: `template ${name}`, expected: 'exists', actual: 'not found', source: 'ses:GetEmailTemplate' },
        ...(near.length === 0
          ? []
          : [
              {
                what: 'templates with a similar name',
                expected: null,
                actual: quoted(near),
                source: 'ses:ListEmailTemplates',
              },
            ]),
      ],
      fix: ({ near, region }) => [
        {
          text:
            near.length === 0
              ? 'Look at the names that this Region has: templates belong to one Region, and names are case-sensitive. Create it here, or send from the Region that has it.'
              : `Use the name that exists (${quoted(near)}), or create this one: names are case-sensitive.`,
          owner: 'you',
          command: command`aws sesv2 list-email-templates --region ${region}`,
        },
      ],
      references: [templatePage],
      read: {
        summary: (candidate) => `SES does not know ${templateOf(candidate)} in the Region that was asked.`,
        fix: ({ data }) => [
          {
            text: 'Compare the name that the application sends with those in its Region: templates belong to one Region, and names are case-sensitive.',
            owner: 'you',
            command:
              data['region'] === undefined
                ? command`aws sesv2 list-email-templates`
                : command`aws sesv2 list-email-templates --region ${data['region']}`,
          },
        ],
        distinguish:
          'aws sesv2 list-email-templates in the Region of the application shows whether the name is there.',
      },
    }),

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
            text: "Work the value out in the application and send it as a variable: SES runs Handlebars' own helpers only.",
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
            text: 'Define the inline partial in each part that uses it (subject, text and html each on their own), on top, with a line break after it.',
            owner: 'you',
          },
        ],
        distinguish:
          'Run ses-doctor check --only template with the template: it names the partial, the part and the place.',
      },
    }),

    'template/too-large': problem<OfTemplate & { what: 'template' | 'data'; size: number; limit: number }>({
      severity: 'error',
      summary: ({ name, what, size, limit }) =>
        what === 'template'
          ? `The text and HTML of ${name} are ${size} bytes; SES takes ${limit}.`
          : `The template data has ${size} characters; SES takes ${limit}.`,
      impact: ({ what }) => (what === 'template' ? 'SES does not store it.' : 'SES refuses the send.'),
      evidence: ({ what, size, limit }) => [
        { what: `size of the ${what}`, expected: `at most ${limit}`, actual: String(size), source: null },
      ],
      fix: ({ what }) => [
        {
          text:
            what === 'template'
              ? 'Move images out of the HTML (link them instead of data: URLs), and strip comments and unused styles.'
              : 'Send only what the template prints; long lists belong on a page that the mail links to.',
          owner: 'you',
        },
      ],
      references: [guide('quotas'), templatePage],
      read: {
        summary: () => 'The template or its data is larger than SES takes.',
        impact: () => 'SES refuses it.',
        fix: () => [
          {
            text: 'Keep text and HTML of a template below 500 KB together, and the data below 262,144 characters.',
            owner: 'you',
          },
        ],
        distinguish:
          'Measure both: 500 KB for text and HTML of the template, 262,144 characters for the data.',
      },
    }),

    'template/inline-too-complex': problem<OfTemplate & { first: InPart & { text: string } }>({
      severity: 'info',
      summary: ({ name, first }) =>
        `${name} uses blocks (${first.text}, ${at(first)}), which SES runs in stored templates only.`,
      impact: 'If the application passes it along with the send instead of storing it, SES cannot render it.',
      fix: ({ name }) => [
        {
          text: `Store it (create-email-template) and send by its name. Nothing has to change if ${name} is stored already.`,
          owner: 'you',
        },
      ],
      references: [templatePage],
      read: {
        severity: 'error',
        summary: () =>
          'The template that was passed with the send uses blocks, which SES runs in stored templates only.',
        impact: () => 'The send is refused, or the mail is dropped when SES renders it.',
        fix: () => [
          {
            text: 'Store the template (create-email-template) and send by TemplateName; inline TemplateContent takes plain {{variables}} only.',
            owner: 'you',
          },
        ],
        distinguish: 'Look whether the send passes TemplateContent (inline) or TemplateName (stored).',
      },
    }),

    'template/no-text-part': problem<OfTemplate>({
      severity: 'warning',
      summary: ({ name }) => `The template ${name} has HTML and no text.`,
      impact: 'Readers without HTML see nothing, and spam filters count HTML-only mail against the sender.',
      evidence: () => [{ what: 'Text', expected: 'a text version', actual: 'none', source: null }],
      fix: (data) => [
        { text: 'Add a Text part with the same words as the HTML.', owner: 'you', command: get(data) },
      ],
      references: [templatePage],
    }),
  },

  evaluate({ target, symptom, template, analysis, spellings }) {
    const { name } = template;
    if (template.kind === 'not-found') {
      const near = spellings.ok ? spellings.value : [];
      return [{ problem: 'template/not-found', data: { name, region: target.region, near } }];
    }
    if (template.kind === 'broken-file') {
      return [{ problem: 'template/syntax-error', data: { file: name, ...template.fault } }];
    }
    if (!analysis.ok) return [{ unanswered: analysis.why, counts: true }];
    const about: OfTemplate = { name, storedIn: template.kind === 'stored' ? target.region : null };
    const { syntax, helpers, partials, bytes, dataCharacters, firstBlock, parts, notLookedAt } =
      analysis.value;
    const tooLarge = [
      { what: 'template' as const, size: bytes, limit: maxTemplateBytes },
      { what: 'data' as const, size: dataCharacters ?? 0, limit: maxTemplateDataCharacters },
    ].filter(({ size, limit }) => size > limit);
    return [
      ...syntax.map((data) => ({ problem: 'template/syntax-error' as const, data: { ...about, ...data } })),
      ...helpers.map((data) => ({
        problem: 'template/unsupported-helper' as const,
        data: { template: about, ...data },
      })),
      ...partials.map((data) => ({
        problem: 'template/partial-not-in-part' as const,
        data: { template: about, ...data },
      })),
      ...tooLarge.map((data) => ({ problem: 'template/too-large' as const, data: { ...about, ...data } })),
      ...(template.kind === 'file' && firstBlock !== null
        ? [{ problem: 'template/inline-too-complex' as const, data: { ...about, first: firstBlock } }]
        : []),
      ...(parts.includes('html') && !parts.includes('text')
        ? [{ problem: 'template/no-text-part' as const, data: about }]
        : []),
      ...notLookedAt.map((because) => ({
        unanswered: asQuestion(because),
        counts: true,
      })),
      ...(template.kind === 'stored'
        ? refute(symptom, ['template/not-found'], name, `${name} exists in ${target.region ?? 'this Region'}`)
        : []),
    ];
  },

  observed({ analysis }) {
    if (!analysis.ok) return null;
    const { parts, bytes } = analysis.value;
    return `${parts.join(', ')}; ${bytes} bytes`;
  },
});

/** What the analysis gave up on, as an unanswered question. */
const asQuestion = (message: string): Why => ({
  reason: 'bad-reply',
  message,
  question: 'the analysis of the template',
  action: null,
  region: null,
  detail: {},
});
