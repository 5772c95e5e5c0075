import check from '../../../checks/2-client/template-data.ts';
import { analyseTemplate } from '../../../src/parse/template/template.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { candidateOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const name = 'welcome';
const about = { name, storedIn: 'eu-west-1' };
const rendering = {
  ok: false,
  why: new Unavailable('prerequisite', 'only a stored template is rendered by SES').why,
} as const;
const rendered = {
  ok: true,
  value: { kind: 'rendered', subject: 'Hello', firstLines: ['Dear Ann'] },
} as const;
const rejected = (message: string) => ({ ok: true, value: { kind: 'rejected', message } }) as const;
const given = (html: string, data: string | null) => ({
  target: targetWith({ templateData: data }),
  template: { kind: 'stored', name, parts: { subject: null, text: null, html } } as const,
  analysis: analyseTemplate({ subject: null, text: null, html }, data),
});
const place = { part: 'html', line: 1 } as const;

describeCheck(check, {
  subject: name,
  healthy: { rendering, ...given('Dear {{name}}', '{"name": "Ann"}') },
  finds: {
    'one variable in several places, spelt another way in the data': {
      given: given('{{firstName}} {{firstName}}', '{"first_name": "Ann"}'),
      found: [
        {
          problem: 'template/missing-variable',
          data: {
            ...about,
            variable: {
              name: 'firstName',
              why: 'absent',
              near: 'first_name',
              outside: null,
              places: [
                { ...place, column: 3, text: 'firstName' },
                { ...place, column: 17, text: 'firstName' },
              ],
            },
          },
        },
      ],
    },
    'a variable of the top inside a loop': {
      given: given('{{#each items}}{{shop}}{{/each}}', '{"items": [{}], "shop": "ACME"}'),
      found: [
        {
          problem: 'template/missing-variable',
          data: {
            ...about,
            variable: {
              name: 'items[].shop',
              why: 'absent',
              near: null,
              outside: '../shop',
              places: [{ ...place, column: 18, text: 'shop' }],
            },
          },
        },
      ],
    },
    'a null that is printed, although SES renders it': {
      given: { rendering: rendered, ...given('{{name}}', '{"name": null}') },
      found: [
        {
          problem: 'template/missing-variable',
          data: {
            ...about,
            variable: {
              name: 'name',
              why: 'null',
              near: null,
              outside: null,
              places: [{ ...place, column: 3, text: 'name' }],
            },
          },
        },
      ],
    },
    'data with a raw line break': {
      given: given('{{a}}', '{"a": "x\ny"}'),
      found: [
        {
          problem: 'template/data-invalid-json',
          data: {
            ...about,
            line: 1,
            column: 9,
            problem: 'a line break inside a string; JSON requires it to be written as \\n',
          },
        },
      ],
    },
    'data that no part uses': {
      given: given('{{a}}', '{"a": 1, "b": 2}'),
      found: [{ problem: 'template/unused-variable', data: { ...about, unused: ['b'] } }],
    },
    'a rendering that SES refuses for reasons of its own': {
      given: { rendering: rejected('Something else.') },
      found: [{ problem: 'template/render-rejected', data: { ...about, message: 'Something else.' } }],
    },
    'a variable that only SES misses': {
      given: { rendering: rejected("Attribute 'name' is not present in the rendering data.") },
      found: [
        {
          problem: 'template/missing-variable',
          data: {
            ...about,
            variable: { name: 'name', why: 'absent', near: null, outside: null, places: [] },
          },
        },
      ],
    },
  },
  silent: {
    'a variable that is only tested': given(
      '{{#if vip}}{{discount}}{{/if}}{{#each items}}{{this}}{{/each}}',
      '{}',
    ),
    'what SES itself rendered with this data': { rendering: rendered, ...given('{{#if a.b}}x{{/if}}', '{}') },
    'the placeholders of SES': given('{{amazonSESUnsubscribeUrl}} {{ses:openTracker}}', '{}'),
    'a loop over everything, which uses everything': given('{{#each this}}{{@key}}{{/each}}', '{"a": 1}'),
  },
  verdicts: {
    'SES could not be asked to render it': {
      given: { rendering: { ok: false, why: new Unavailable('access-denied', 'denied').why } },
      verdict: [],
    },
    'gives no tick to a template that nobody could render': {
      given: given('{{#if name}}', '{"name": "Ann"}'),
      verdict: { notApplicable: 'the template cannot be rendered as it stands' },
    },
    'without data nothing is judged': {
      given: given('{{name}}', null),
      verdict: { notApplicable: '--template-data was not given', flag: '--template-data' },
    },
    'SES refuses what the analysis has found already': {
      given: {
        rendering: rejected("Attribute 'b' is not present"),
        ...given('{{#wat a}}{{/wat}}', '{"a": 1}'),
      },
      verdict: [],
    },
  },
  reads: [
    {
      ...candidateOf('template/missing-variable'),
      quote: "Attribute 'firstName' is not present in the rendering data.",
    },
    { ...candidateOf('template/data-invalid-json'), quote: 'The template data is invalid' },
    { ...candidateOf('template/render-rejected'), quote: 'Rendering Failure' },
  ],
});
