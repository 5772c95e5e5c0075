import { describe, expect, it } from 'vitest';
import type { Proof } from '../../src/proof/proof.ts';
import { seenNotes } from '../../src/proof/seen-notes.ts';
import { countedAt, oneWay, seenAt, sentProof, taken } from '../support/proof.ts';

const counted = (since: Parameters<typeof countedAt>[0]): Proof => ({
  ...sentProof,
  counts: { hops: [countedAt(since)], queues: [], seconds: 600, waited: 'enough' },
});
const look = 'Where you read events, look for BOUNCE with a1 in mail.destination.';

describe('the notes of a test say what was seen', () => {
  it.each<[string, Proof, readonly string[]]>([
    [
      'a hop that handed everything on',
      counted({ taken: 1, delivered: 1 }),
      ['Counted on the path: ses-feedback 1 taken, 1 delivered.', look],
    ],
    [
      'a hop that could hand nothing on',
      counted({ taken: 1, failed: 1 }),
      ['Counted on the path: ses-feedback 1 taken, 1 failed.', look],
    ],
    [
      'a hop that counted nothing',
      counted({}),
      ['Not seen yet: ses-feedback. CloudWatch is some minutes late; --tap sees each event.', look],
    ],
    [
      'a queue of its own that heard the event',
      { ...sentProof, tap: seenAt(['eventType']) },
      ['Seen: bounce BOUNCE Permanent/General.'],
    ],
    ['a queue of its own that heard nothing', { ...sentProof, tap: seenAt([]) }, ['Seen: bounce no BOUNCE.']],
    [
      'the reply of ooto',
      { ...sentProof, messages: [taken('ooto')], tap: seenAt([]) },
      [
        'Seen: ooto no DELIVERY.',
        'The automatic reply of ooto goes to the Return-Path, which is SES. E-mail feedback forwarding is off, so that nobody gets it by mail; an event of it is BOUNCE Transient/General.',
      ],
    ],
    ['nothing, where nothing was sent', { ...sentProof, messages: [] }, []],
  ])('%s', (_name, proof, notes) => {
    expect(seenNotes(proof, oneWay)).toEqual(notes);
  });

  it('nobody has to look where nothing is published to', () => {
    expect(seenNotes(sentProof, { ...oneWay, ways: [] })).toEqual([]);
  });
});
