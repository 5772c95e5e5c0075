import { expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codesOf = (text: string): readonly string[] => readSymptom(text).candidates.map(({ code }) => code);
const unknownUser = '550 5.1.1 <x@y.example>: Recipient address rejected';

it.each<[string, readonly string[]]>([
  [
    `Nov 1 sent ok 250\nTemplate welcome does not exist\n${unknownUser}`,
    ['template/not-found', 'bounce/unknown-user'],
  ],
  [`${unknownUser}\nTemplate welcome does not exist`, ['template/not-found', 'bounce/unknown-user']],
  ["Template invoice doesn't exist\n421 4.7.0 try again later\n250 ok", ['template/not-found']],
  [
    'Template welcome does not exist\n454 Throttling failure: Maximum sending rate exceeded.',
    ['template/not-found', 'quota/rate-exceeded'],
  ],
  [
    'Template welcome does not exist\n535 Authentication Credentials Invalid',
    ['template/not-found', 'smtp-credentials/rejected'],
  ],
  [`Template welcome does not exist\nTemplate bye does not exist\n${unknownUser}`, ['template/not-found']],
  [`List with name: news does not exist.\n${unknownUser}`, ['send/list-management', 'bounce/unknown-user']],
  [`Transaction failed: Empty address\n${unknownUser}`, ['send/address-syntax', 'bounce/unknown-user']],
  [`Missing final @domain\n${unknownUser}`, ['send/address-syntax', 'bounce/unknown-user']],
])('a sentence of SES beside the replies of servers is a failure of its own: %j', (text, codes) => {
  expect(codesOf(text)).toEqual(expect.arrayContaining([...codes]));
});

it.each([
  `django.template.exceptions: Template invoice does not exist\n${unknownUser}`,
  `Twig: Template invoice does not exist\n${unknownUser}`,
  `Launch template web does not exist\n${unknownUser}`,
  `Template invoice.html does not exist\n${unknownUser}`,
  `the editor says that the template for the landing page does not exist yet, so I made one\n${unknownUser}`,
  'Template invoice does not exist\nthe page was not found',
  'Template invoice does not exist\nstatus 550 of 600 rows imported',
  'GET /x HTTP/1.1 500 -\nTemplate invoice does not exist',
  `Template invoice does not exist\n${Array.from({ length: 25 }, (_, index) => `250 ok ${String(index)}`).join('\n')}`,
])('what other programs say of their templates is none: %j', (text) => {
  expect(codesOf(text)).not.toContain('template/not-found');
});
