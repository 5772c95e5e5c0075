import { expect, it } from 'vitest';
import { withoutSides, withSides } from '../../src/symptom/named-sides.ts';

const sides = { recipient: 'jo@c.example', sender: 'a@b.example' };

it.each([
  ['550 c.example is not ours', '550 rcptzone is not ours'],
  ['550 C.Example, B.EXAMPLE.', '550 rcptzone, fromzone.'],
  ['550 <jo@c.example>: unknown', '550 <jo@c.example>: unknown'],
  ['550 mx.c.example does not answer', '550 mx.c.example does not answer'],
  ['550 c.example.net and c.example-mail', '550 c.example.net and c.example-mail'],
])('marks the domains of both sides where they stand alone: %s', (reply, marked) => {
  expect(withSides(reply, sides)).toBe(marked);
});

it('marks nobody where the sides are one, or not known', () => {
  expect(withSides('550 c.example', { recipient: 'jo@c.example', sender: 'x@c.example' })).toBe(
    '550 fromzone',
  );
  expect(withSides('550 c.example', { recipient: null })).toBe('550 c.example');
  expect(withSides('550 localhost', { recipient: 'root@localhost' })).toBe('550 localhost');
});

it('gives a domain back for the marks', () => {
  expect(withoutSides('550 rcptzone and fromzone')).toBe('550 x.invalid and x.invalid');
});
