import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const group = (action: string | null, status: string, reply?: string): string =>
  [
    'Final-Recipient: rfc822; b@r.example',
    ...(action === null ? [] : [`Action: ${action}`]),
    `Status: ${status}`,
    ...(reply === undefined ? [] : [`Diagnostic-Code: smtp; ${reply}`]),
    '',
  ].join('\n');
const first = (text: string): string | undefined => readSymptom(text, { region: null }).candidates[0]?.code;

describe('the action of a delivery status notification decides, and nothing contradicts a success', () => {
  it.each<[string, string, string]>([
    ['failed with a status of success', group('failed', '2.0.0'), 'bounce/undetermined'],
    [
      'failed with a status of success, and a refusal',
      group('failed', '2.0.0', '550 5.1.1 user unknown'),
      'bounce/unknown-user',
    ],
    [
      'delivered with a refusal',
      group('delivered', '5.1.1', '550 5.1.1 user unknown'),
      'bounce/unknown-user',
    ],
    ['relayed, and then put off', group('relayed', '2.0.0', '452 4.2.2 mailbox full'), 'bounce/mailbox-full'],
    ['no action, and a refusal', group(null, '2.0.0', '550 5.1.1 user unknown'), 'bounce/unknown-user'],
  ])('%s', (_, text, code) => {
    expect(first(text)).toBe(code);
  });

  it.each([
    group('delivered', '2.0.0', '250 2.0.0 OK'),
    group('relayed', '2.1.9'),
    group('expanded', '2.0.0'),
    group(null, '2.0.0'),
  ])('a success stays one: %j', (text) => {
    expect(first(text)).toBe('send/no-failure');
  });
});
