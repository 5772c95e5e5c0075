import { expect, it } from 'vitest';
import { nameForRegion } from '../../src/knowledge/mail-from-names.ts';

it.each([
  ['bounce.example.com', 'us-east-1', 'bounce-us-east-1.example.com'],
  ['bounce-eu-west-1.example.com', 'us-east-1', 'bounce-us-east-1.example.com'],
  ['bounce-no-where-1.example.com', 'us-east-1', 'bounce-no-where-1-us-east-1.example.com'],
  ['mail.shop.example.co.uk', 'eu-central-1', 'mail-eu-central-1.shop.example.co.uk'],
  [`${'a'.repeat(60)}.example.com`, 'us-east-1', null],
  ['example.com', 'us-east-1', null],
  ['com', 'us-east-1', null],
])('%s in %s', (domain, region, expected) => {
  expect(nameForRegion(domain, region)).toBe(expected);
});
