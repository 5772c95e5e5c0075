import check from '../../../checks/2-client/template.ts';
import { analyseTemplate } from '../../../src/parse/template/template.ts';
import type { TemplateParts } from '../../../src/parse/template/file.ts';
import type { Answer } from '../../../src/model/unavailable.ts';
import type { TemplateAnalysis } from '../../../src/parse/template/template.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { candidateOf, symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const name = 'welcome';
const about = { name, storedIn: 'eu-west-1' };
const sound: TemplateParts = { subject: 'Hello', text: '{{#if a}}{{a}}{{/if}}', html: '<p>{{a}}</p>' };
const stored = (parts: Partial<TemplateParts>) => ({
  template: { kind: 'stored', name, parts: { ...sound, ...parts } } as const,
  analysis: analysed({ ...sound, ...parts }),
});
const analysed = (parts: TemplateParts, data: string | null = null): Answer<TemplateAnalysis> => ({
  ok: true,
  value: analyseTemplate(parts, data),
});
const none = {
  ok: false,
  why: new Unavailable('prerequisite', 'there is no template to analyse').why,
} as const;
const read = (code: string, quote: string, data: Record<string, string> = {}) => ({
  ...candidateOf(code),
  quote,
  data,
});

describeCheck(check, {
  subject: name,
  healthy: {
    target: targetWith(),
    symptom: null,
    spellings: { ok: true, value: [] },
    rendering: { ok: true, value: { kind: 'rendered', subject: 'Hello', firstLines: [] } },
    ...stored({}),
  },
  finds: {
    'a template that is not there, while one of nearly that name is': {
      given: {
        template: { kind: 'not-found', name },
        analysis: none,
        spellings: { ok: true, value: ['Welcome'] },
      },
      found: [{ problem: 'template/not-found', data: { name, region: 'eu-west-1', near: ['Welcome'] } }],
    },
    'a file that is no JSON': {
      given: {
        template: {
          kind: 'broken-file',
          name: 'a.json',
          fault: { line: 2, column: 3, problem: 'it is empty' },
        },
        analysis: none,
      },
      found: [
        {
          problem: 'template/syntax-error',
          data: { file: 'a.json', line: 2, column: 3, problem: 'it is empty' },
        },
      ],
    },
    'a block that is never closed': {
      given: stored({ html: 'a\n {{#each items}}{{name}}' }),
      found: [
        {
          problem: 'template/syntax-error',
          data: {
            ...about,
            part: 'html',
            line: 2,
            column: 2,
            problem: 'the block {{#each}} is never closed',
          },
        },
      ],
    },
    'a helper in capitals': {
      given: stored({ text: '{{#IF a}}x{{/IF}}' }),
      found: [
        {
          problem: 'template/unsupported-helper',
          data: { template: about, part: 'text', name: 'IF', kind: 'helper', near: 'if', line: 1, column: 1 },
        },
      ],
    },
    'a partial that only the HTML defines': {
      given: stored({ text: '{{> sign}}', html: '{{#*inline "sign"}}Bye{{/inline}}{{> sign}}' }),
      found: [
        {
          problem: 'template/partial-not-in-part',
          data: {
            template: about,
            part: 'text',
            name: 'sign',
            line: 1,
            column: 1,
            definedIn: ['html'],
            definedHere: false,
          },
        },
      ],
    },
    'more than 500 KB': {
      given: stored({ html: 'ä'.repeat(256_001) }),
      found: [
        {
          problem: 'template/too-large',
          data: { ...about, what: 'template', size: 512_023, limit: 512_000 },
        },
      ],
    },
    'data of more than 262,144 characters': {
      given: { analysis: analysed(sound, JSON.stringify({ a: 'x'.repeat(262_137) })) },
      found: [
        { problem: 'template/too-large', data: { ...about, what: 'data', size: 262_145, limit: 262_144 } },
      ],
    },
    'a file with blocks, which is no trouble once it is stored': {
      given: { template: { kind: 'file', name, parts: sound } },
      found: [
        {
          problem: 'template/inline-too-complex',
          data: { name, storedIn: null, first: { part: 'text', text: '{{#if}}', line: 1, column: 1 } },
        },
      ],
    },
    'HTML alone': {
      given: stored({ text: null }),
      found: [{ problem: 'template/no-text-part', data: about }],
    },
  },
  silent: {
    'exactly 500 KB and exactly 262,144 characters': {
      ...stored({ text: null, html: null }),
      analysis: analysed(
        { ...sound, text: 'x'.repeat(512_000), html: null },
        `{"a":"${'x'.repeat(262_136)}"}`,
      ),
    },
    'text alone': stored({ html: null }),
    'a subject that SES fills in a placeholder of': stored({
      text: '{{amazonSESUnsubscribeUrl}}{{ses:openTracker}}',
    }),
  },
  verdicts: {
    'SES could not be asked to render it': {
      given: { rendering: { ok: false, why: new Unavailable('access-denied', 'denied').why } },
      verdict: { notApplicable: 'SES could not be asked to render it: denied', missed: [] },
    },
    'a template that exists refutes that it was not found': {
      given: { symptom: symptomOf([candidateOf('template/not-found')]) },
      verdict: [{ refutes: 'template/not-found', subject: name, because: 'welcome exists in eu-west-1' }],
    },
    'blocks nested too deep to be looked at': {
      given: stored({ html: '{{#if a}}'.repeat(10_000) }),
      verdict: [
        {
          unanswered: {
            reason: 'bad-reply',
            message: 'blocks are nested too deep to be analysed (html, line 1, column 3601)',
            question: 'the analysis of the template',
            action: null,
            region: null,
            detail: {},
          },
          counts: true,
        },
      ],
    },
  },
  reads: [
    read('template/not-found', 'Template welcome does not exist.', { template: 'welcome' }),
    read('template/syntax-error', 'InvalidTemplate'),
    read('template/unsupported-helper', 'could not find helper: upper'),
    read('template/partial-not-in-part', 'The partial sign could not be found'),
    read('template/too-large', 'Template is too large'),
    read('template/inline-too-complex', 'inline templates only support simple substitutions'),
  ],
});
