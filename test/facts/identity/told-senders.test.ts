import { describe, expect, it } from 'vitest';
import { toldSenders } from '../../../src/facts/identity/told-senders.ts';
import { candidateOf, symptomOf } from '../../support/account.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { identityAmong, type KnownIdentities } from '../../support/sender-world.ts';

const found = async (
  told: readonly string[],
  given: readonly string[],
  known: KnownIdentities,
): Promise<readonly string[]> =>
  await gather(toldSenders, {
    probes: {
      aws: fakeAws({ 'ses:GetEmailIdentity': ({ EmailIdentity: name }) => identityAmong(known, name) }),
    },
    target: {
      identities: [...given],
      symptom: symptomOf(told.map((name) => candidateOf('identity/not-found', name))),
    },
  });

describe('the other senders of a text', () => {
  it.each<[string, readonly string[], readonly string[], KnownIdentities, readonly string[]]>([
    ['one that is set up', ['shop.example'], ['example.com'], { 'shop.example': true }, ['shop.example']],
    ['one that waits', ['shop.example'], ['example.com'], { 'shop.example': false }, ['shop.example']],
    [
      'an address below a domain',
      ['a@shop.example'],
      ['example.com'],
      { 'shop.example': true },
      ['a@shop.example'],
    ],
    ['nobody of this account', ['other.example'], ['example.com'], { 'shop.example': true }, []],
    ['nobody that may be asked about', ['shop.example'], ['example.com'], { 'shop.example': null }, []],
    ['the one that was given', ['example.com'], ['example.com'], { 'example.com': true }, []],
    [
      'an address of the domain that was given',
      ['a@example.com'],
      ['example.com'],
      { 'example.com': true },
      [],
    ],
    ['nobody where none was given', ['shop.example'], [], { 'shop.example': true }, []],
  ])('%s', async (_, told, given, known, expected) => {
    expect(await found(told, given, known)).toEqual(expected);
  });
});
