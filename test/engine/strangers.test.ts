import { describe, expect, it } from 'vitest';
import { judgeable, strangersIn } from '../../src/engine/strangers.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { noNames } from '../support/symptom-names.ts';

const own = '111122223333';
const other = '444455556666';
const delegated = `arn:aws:ses:eu-west-1:${other}:identity/example.com`;

describe('what this account cannot clear', () => {
  const table: readonly [
    string,
    Partial<Candidate>,
    { account: string | null; sourceArn?: string },
    boolean,
  ][] = [
    ['a failure of another account', { accounts: [other] }, { account: own }, true],
    ['one of several accounts', { accounts: [own, other] }, { account: own }, true],
    ['one sent with an identity of another account', { owners: [other] }, { account: own }, true],
    ['one of any account, where this one is unknown', { accounts: [own] }, { account: null }, true],
    [
      'one that another account sent, though its identities are used here',
      { accounts: [other] },
      { account: own, sourceArn: delegated },
      true,
    ],
    ['not one of this account', { accounts: [own] }, { account: own }, false],
    [
      'not one that this account sent with an identity of another',
      { accounts: [own], owners: [other] },
      { account: own },
      false,
    ],
    [
      'not one sent with the identity that --source-arn names',
      { owners: [other] },
      { account: own, sourceArn: delegated },
      false,
    ],
    ['not one that names no account', {}, { account: null }, false],
  ];
  for (const [name, more, { account, sourceArn }, isOther] of table)
    it(`is ${name}`, () => {
      const candidate: Candidate = {
        code: 'a/b',
        subject: null,
        quote: 'x',
        rank: 0,
        item: 0,
        data: {},
        ...more,
      };
      const symptom = { candidates: [candidate], items: [], unread: [], names: noNames, summary: null };
      const strangers = strangersIn(symptom, { region: null, account, principal: null }, sourceArn);
      expect(strangers.candidates.has(candidate)).toBe(isOther);
      expect(judgeable(symptom, strangers).candidates).toEqual(isOther ? [] : [candidate]);
    });
});
