import { describe, expect, it } from 'vitest';
import message from '../../../checks/4-inbox/message.ts';
import { messageRead } from '../../../checks/4-inbox/message.words.ts';
import { readFinding } from '../../../src/finding.ts';
import { candidatesFor } from '../symptom-cases.ts';

describe('message, from header fields that were pasted', () => {
  const candidates = candidatesFor(Object.keys(messageRead), 'shop.example', {
    from: 'shop.example',
    dkim: 'pass amazonses.com',
    spf: 'pass amazonses.com',
    filter: 'Microsoft',
    words: 'Microsoft gave it spam confidence level 6',
    reason: 'body hash did not verify',
  });
  it.each(candidates.map((candidate) => [candidate.code, candidate] as const))('reads %s', (_, candidate) => {
    expect(readFinding(message, candidate, 'message')).toMatchSnapshot();
  });
});
