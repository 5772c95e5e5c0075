import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTemplateFile } from '../../../src/parse/template/file.ts';
import { readRenderedMessage } from '../../../src/parse/template/rendered.ts';
import { analyseTemplate } from '../../../src/parse/template/template.ts';
import { expectLinear } from '../../support/linear.ts';

const html = (text: string, data: object | null = {}) =>
  analyseTemplate({ subject: null, text: null, html: text }, data === null ? null : JSON.stringify(data));

describe('a template file', () => {
  const parts = { subject: 'S', text: 'T', html: null };
  it.each([
    ['the content alone', { Subject: 'S', Text: 'T' }],
    [
      'the input of create-email-template',
      { TemplateName: 'a', TemplateContent: { Subject: 'S', Text: 'T' } },
    ],
    [
      'the input of create-template (v1)',
      { Template: { TemplateName: 'a', SubjectPart: 'S', TextPart: 'T' } },
    ],
  ])('%s', (_title, file) => {
    expect(readTemplateFile(JSON.stringify(file))).toEqual({ kind: 'template', parts });
  });

  it('starts with a byte order mark', () => {
    expect(readTemplateFile('\uFEFF{"Subject": "S", "Text": "T"}')).toEqual({ kind: 'template', parts });
  });

  it('says what it is instead', () => {
    expect(readTemplateFile('<p>Hello</p>')).toMatchObject({
      problem: 'this is HTML; the file has to be JSON with Subject, Text and Html',
    });
    expect(readTemplateFile('{"__proto__": {"Subject": "S"}}')).toMatchObject({
      problem: 'the JSON holds none of Subject, Text and Html',
    });
  });
});

describe('a syntax error', () => {
  it.each([
    ['a\n{{#if x}}\n foo', 2, 1, 'the block {{#if}} is never closed'],
    ['{{#each a}}{{#if x}}{{/if}}', 1, 1, 'the block {{#each}} is never closed'],
    ['{{#if x}}{{/each}}', 1, 4, 'the block {{#if}} is closed with {{/each}}'],
    ['{{}}', 1, 3, 'something is missing before }}'],
    ['a {{foo bar', 1, 9, 'there is a character here that is not allowed in an expression, or }} is missing'],
    [
      'x\n{{foo &&}}',
      2,
      7,
      'there is a character here that is not allowed in an expression, or }} is missing',
    ],
    ['{{/if}}', 1, 1, 'a block is closed here that is not open'],
    ['{{if x}}', 1, 1, '{{if}} opens a block and is written {{#if …}}'],
    ['{{#if a b}}{{/if}}', 1, 1, '{{#if}} takes one value, not 2'],
  ])('%j', (text, line, column, problem) => {
    expect(html(text).syntax).toEqual([{ part: 'html', line, column, problem }]);
  });
});

describe('a variable', () => {
  const missing = (text: string, data: object) => html(text, data).missing?.map(({ name }) => name);

  it.each([
    ['a nested one', '{{user.name}}', { user: {} }, ['user.name']],
    ['one of an item', '{{#each items}}{{price}}{{/each}}', { items: [{ price: 1 }, {}] }, ['items[].price']],
    ['one inside with', '{{#with user}}{{name}}{{/with}}', { user: { a: 1 } }, ['user.name']],
    [
      'what JavaScript adds is not in the data',
      '{{toString}}{{a.constructor}}',
      { a: {} },
      ['toString', 'a.constructor'],
    ],
    ['the length of a list is', '{{items.length}}', { items: [] }, []],
    ['the level above', '{{#each items}}{{../name}}{{/each}}', { items: [1], name: 'x' }, []],
    [
      '@-data',
      '{{#each items}}{{@index}}{{@key}}{{@first}}{{@last}}{{@root.name}}{{/each}}',
      { items: [1], name: 'x' },
      [],
    ],
    ['@-data outside of a loop', '{{@index}}', {}, ['@index']],
    ['block parameters', '{{#each items as |item i|}}{{item.a}}{{i}}{{/each}}', { items: [{ a: 1 }] }, []],
    ['a name in brackets', '{{[first name]}}', { 'first name': 'x' }, []],
    [
      'a parameter of a partial',
      '{{#*inline "p"}}{{a}}{{b}}{{/inline}}{{> p user b=c}}',
      { user: { a: 1 }, c: 2 },
      [],
    ],
    ['a null inside a list', '{{#each items}}{{this}}{{/each}}', { items: [null] }, ['items[]']],
  ])('%s', (_title, text, data, names) => {
    expect(missing(text, data)).toEqual(names);
  });
});

describe('hostile templates', () => {
  it('many blocks, deep blocks, endless partials and multiplied loops come to an end', async () => {
    await expectLinear(10_000, (size) => html('{{#if a}}x{{/if}}'.repeat(size)));
    expect(html('{{#if a}}x{{/if}}'.repeat(10_000)).missing).toEqual([]);
    expect(html(`{{#if a}}${'{{else if a}}'.repeat(10_000)}{{/if}}`).notLookedAt).toHaveLength(1);
    expect(html('{{#a}}'.repeat(10_000) + '{{/a}}'.repeat(10_000)).notLookedAt).toHaveLength(1);
    expect(html('{{#*inline "p"}}{{> p}}{{/inline}}{{> p}}').notLookedAt).toEqual([
      'partials call each other without end (html)',
    ]);
    const items = { items: Array.from({ length: 1000 }, (_, index) => index) };
    const loops = '{{#each @root.items}}'.repeat(4) + '{{this}}' + '{{/each}}'.repeat(4);
    expect(html(loops, items).notLookedAt).toHaveLength(1);
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{{{',
      '#if',
      '#each',
      '/if',
      'else',
      '>',
      '*inline',
      '"p"',
      'a',
      '.',
      '../',
      '@',
      '(',
      ')',
      '|',
      '!--',
      '~',
      '\n',
      ' ',
      '[',
      ']',
      '=',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(html(parts.join('')).parts).toEqual(['html']);
      }),
      { numRuns: 3000 },
    );
  });
});

it('shows the subject and the first lines of what SES rendered', () => {
  const mime =
    'Date: now\r\nSubject: Hello\r\n Ann\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nDear Ann,\r\n\r\nwelcome.\r\n--b--';
  expect(readRenderedMessage(mime)).toEqual({ subject: 'Hello Ann', firstLines: ['Dear Ann,', 'welcome.'] });
  expect(readRenderedMessage('')).toEqual({ subject: null, firstLines: [] });
});
