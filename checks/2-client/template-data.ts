import { defineCheck, notApplicable, problem, type Step } from '../../src/model/check.ts';
import { target } from '../../src/facts/target.ts';
import { template } from '../../src/facts/template.ts';
import { templateAnalysis } from '../../src/facts/template-analysis.ts';
import { templateRendering } from '../../src/facts/template-rendering.ts';
import { templatePage, advancedTemplatePage } from '../../src/knowledge/template-limits.ts';
import type { InPart, MissingInTemplate } from '../../src/parse/template/template.ts';
import { getTemplate as get, type OfTemplate } from './template-place.ts';
import { apiPage } from '../../src/knowledge/ses-pages.ts';
import type { Candidate } from '../../src/model/symptom.ts';

interface Missing extends OfTemplate {
  variable: MissingInTemplate;
}

const silentLoss =
  'SES accepts the send and returns a message id, then fails to render and drops the mail. Only a Rendering Failure event shows it.';

const at = ({ part, line, column }: InPart): string => `${part}, line ${line}, column ${column}`;

/** The variable that an error names, or a neutral word. */
const variableOf = ({ data, quote }: Candidate): string =>
  data['variable'] ?? data['attribute'] ?? /Attribute '([^']{1,100})'/i.exec(quote)?.[1] ?? 'a variable';
const templateOf = ({ data, subject }: Candidate): string => data['template'] ?? subject ?? 'the template';

export default defineCheck({
  id: 'template-data',
  per: 'template',
  title: 'Template data',
  why: 'A variable without a value does not fail the send: SES returns a message id and drops the mail.',
  needs: { target, template, analysis: templateAnalysis },
  // Who gives a stored template and its data asks for the rendering: without it nothing tells whether SES sends it.
  questions: { rendering: templateRendering },

  problems: {
    'template/missing-variable': problem<Missing>({
      severity: 'error',
      summary: ({ name, variable }) =>
        variable.why === 'null'
          ? `The template ${name} prints ${variable.name}, which is null in the data.`
          : `The template ${name} reads ${variable.name}, which the data does not have${meant(variable)}.`,
      impact: silentLoss,
      evidence: ({ variable }) =>
        variable.places.slice(0, 10).map((place) => ({
          what: at(place),
          expected: `a value for {{${place.text}}}`,
          actual: variable.why === 'null' ? 'null' : 'none in the data',
          source: '--template-data',
        })),
      fix: ({ variable, ...template }) => missingSteps(template, variable),
      references: [templatePage, advancedTemplatePage],
      explains: ['template/render-rejected'],
      read: {
        summary: (candidate) =>
          `The data of a send has no value for ${variableOf(candidate)}, which the template prints.`,
        impact: () => silentLoss,
        fix: (candidate) => [
          {
            text: `Send ${variableOf(candidate)} with every message (an empty string will do), or wrap its use in {{#if …}}.`,
            owner: 'you',
          },
          ...(/^(?:IF|EACH|UNLESS|WITH|ELSE)$/.test(variableOf(candidate))
            ? [
                {
                  text: `${variableOf(candidate)} is a helper written in capitals: write {{#${variableOf(candidate).toLowerCase()}}}.`,
                  owner: 'you' as const,
                },
              ]
            : []),
        ],
        distinguish:
          'Run ses-doctor check --only template with the template and the data of one failed send: it names every variable that is missing.',
      },
    }),

    'template/data-invalid-json': problem<OfTemplate & { line: number; column: number; problem: string }>({
      severity: 'error',
      summary: ({ line, column, problem }) =>
        `The template data is not usable: line ${line}, column ${column}: ${problem}.`,
      impact: 'SES refuses the send, or accepts it and drops the mail when it renders the template.',
      evidence: ({ line, column, problem }) => [
        {
          what: `template data, line ${line}, column ${column}`,
          expected: 'a JSON object',
          actual: problem,
          source: '--template-data',
        },
      ],
      fix: () => [
        {
          text: 'Build the data with a JSON library (JSON.stringify, json.dumps) instead of joining strings; line breaks within values become \\n.',
          owner: 'you',
        },
      ],
      references: [templatePage],
      explains: ['template/render-rejected'],
      read: {
        summary: () => 'The template data of a send is not a JSON object that SES can read.',
        impact: () => 'SES refuses the send, or drops the mail when it renders the template.',
        fix: () => [
          {
            text: 'Build TemplateData and ReplacementTemplateData with a JSON library, as one JSON object in a string, at least {}. Raw line breaks in values must be \\n.',
            owner: 'you',
          },
        ],
        distinguish:
          'Run ses-doctor check --only template with --template-data: it names the line and column.',
      },
    }),

    'template/render-rejected': problem<OfTemplate & { message: string }>({
      severity: 'error',
      summary: ({ name, message }) => `SES cannot render ${name} with this data: ${message}`,
      impact: silentLoss,
      evidence: ({ message }) => [
        {
          what: 'TestRenderEmailTemplate',
          expected: 'a rendered message',
          actual: message,
          source: 'ses:TestRenderEmailTemplate',
        },
      ],
      fix: (data) => [
        {
          text: 'Correct what the message names. If it names no place, remove one block after another to find it; ses-doctor’s own analysis found nothing.',
          owner: 'you',
          command: get(data),
        },
      ],
      references: [templatePage, apiPage('TestRenderEmailTemplate')],
      read: {
        summary: (candidate) => `SES accepted a send and then could not render ${templateOf(candidate)}.`,
        impact: () => 'The mail was dropped: the recipient gets nothing.',
        fix: () => [
          {
            text: 'Read errorMessage of the event, then run ses-doctor check --only template with the template and the data of that send.',
            owner: 'you',
          },
        ],
        distinguish: 'errorMessage of the Rendering Failure event says what was wrong.',
      },
    }),

    'template/unused-variable': problem<OfTemplate & { unused: readonly string[] }>({
      severity: 'info',
      summary: ({ name, unused }) =>
        `The data has values that ${name} never uses: ${unused.slice(0, 10).join(', ')}.`,
      impact: 'None by itself; a name may have been changed in only one of the two.',
      evidence: ({ unused }) => [
        {
          what: 'unused names',
          expected: null,
          actual: unused.slice(0, 50).join(', '),
          source: '--template-data',
        },
      ],
      fix: () => [
        {
          text: 'Nothing has to change. If one of them should be in the mail, the template does not print it.',
          owner: 'you',
        },
      ],
      references: [templatePage],
    }),
  },

  // What SES renders with the data that are given here fails with others alone.
  settles: ({ rendering }) =>
    rendering.ok && rendering.value.kind === 'rendered'
      ? ['template/missing-variable', 'template/data-invalid-json', 'template/render-rejected']
      : [],

  evaluate({ target, template: { kind, name }, analysis, rendering }) {
    if (target.templateData === null)
      return notApplicable('--template-data was not given', '--template-data');
    const about: OfTemplate = { name, storedIn: kind === 'stored' ? target.region : null };
    const { dataFault, missing, unused } = analysis;
    if (dataFault !== null)
      return [{ problem: 'template/data-invalid-json', data: { ...about, ...dataFault } }];
    const unusedFinding =
      unused === null || unused.length === 0
        ? []
        : [{ problem: 'template/unused-variable' as const, data: { ...about, unused } }];
    // SES has the last word: what it renders with this very data is not absent. A null it may print as nothing.
    const isRendered = rendering.ok && rendering.value.kind === 'rendered';
    const local = (missing ?? [])
      .filter(({ why }) => why === 'null' || !isRendered)
      .map((variable) => ({ problem: 'template/missing-variable' as const, data: { ...about, variable } }));
    const foundLocally =
      local.length > 0 ||
      analysis.syntax.length > 0 ||
      analysis.helpers.length > 0 ||
      analysis.partials.length > 0;
    const rejected =
      rendering.ok && rendering.value.kind === 'rejected' && !foundLocally
        ? [rejection(about, rendering.value.message)]
        : [];
    const found = [...local, ...rejected, ...unusedFinding];
    // What nobody could render gets no tick. The check `template` says why.
    if (found.length === 0 && (unused === null || analysis.notLookedAt.length > 0) && !isRendered)
      return notApplicable('the template cannot be rendered as it stands');
    return found;
  },

  observed({ target, rendering }) {
    if (target.templateData === null || !rendering.ok || rendering.value.kind === 'rejected') return null;
    const { subject, firstLines } = rendering.value;
    return `rendered by SES: ${[subject ?? 'no subject', ...firstLines].join(' / ')}`;
  },
});

/** SES refuses what the analysis passed: as the variable its message names, or with the message as it stands. */
function rejection(about: OfTemplate, message: string) {
  const variable = /Attribute '([^']{1,200})' is not present/i.exec(message)?.[1];
  if (variable === undefined)
    return { problem: 'template/render-rejected' as const, data: { ...about, message } };
  const missing: MissingInTemplate = { name: variable, why: 'absent', near: null, outside: null, places: [] };
  return { problem: 'template/missing-variable' as const, data: { ...about, variable: missing } };
}

function meant({ near, outside }: MissingInTemplate): string {
  if (outside !== null) return `; {{${outside}}} is there, outside the block`;
  return near === null ? '' : `; it has ${near}`;
}

function missingSteps(
  template: OfTemplate,
  { name: full, why, near, outside }: MissingInTemplate,
): readonly Step[] {
  if (why === 'null') {
    return [
      {
        text: `Send a value for ${full}, an empty string at least, or wrap its use in {{#if …}}.`,
        owner: 'you',
      },
    ];
  }
  const rename: Step[] =
    outside !== null
      ? [
          {
            text: `Inside a block names are read from the item: write {{${outside}}}.`,
            owner: 'you',
            command: get(template),
          },
        ]
      : near !== null
        ? [
            {
              text: `Use one spelling on both sides: the template reads ${full}, the data has ${near}.`,
              owner: 'you',
              command: get(template),
            },
          ]
        : [];
  const helper = /^(?:if|each|unless|with|else)$/i.exec(full);
  if (helper !== null && full !== full.toLowerCase()) {
    rename.push({
      text: `${full} is Handlebars' own word and lower case: write ${full.toLowerCase()}.`,
      owner: 'you',
    });
  }
  return [
    ...rename,
    {
      text: `${rename.length === 0 ? 'Send' : 'Otherwise send'} ${full} with every message (an empty string will do), or wrap its use in {{#if …}}.`,
      owner: 'you',
    },
  ];
}
