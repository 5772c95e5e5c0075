import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const read = (text: string): readonly (readonly [string, boolean])[] =>
  readSymptom(text, { region: null })
    .candidates.slice(0, 1)
    .map(({ code, data }) => [code, data['ended'] !== undefined]);

describe('a full mailbox that is told without a number and without a word of waiting has refused the message', () => {
  it.each([
    'STOREDRV.Deliver; mailbox full',
    'Mailbox is full',
    'Recipient inbox is full',
    "user's mailbox over quota",
    "The recipient's mailbox has exceeded its quota",
    'Quota exceeded (mailbox for user is full)',
    'Die Mailbox des Empfängers ist voll',
    'My email to bob@example.com came back: mailbox full',
  ])('%s', (text) => {
    expect(read(text)).toEqual([['bounce/mailbox-full', true]]);
  });

  it.each([
    'mailbox is full, will retry later',
    'over quota; try again later',
    '452 4.2.2 mailbox full',
    'Why are mails to bob delayed? mailbox full is what SES says',
  ])('and one that still waits has not: %s', (text) => {
    expect(read(text)).toEqual([['bounce/mailbox-full', false]]);
  });
});

describe("behind Exchange's name of the store its words count", () => {
  it.each([
    ['STOREDRV.Deliver; user not found', 'bounce/unknown-user'],
    ['STOREDRV.Deliver; mailbox is disabled', 'bounce/mailbox-inactive'],
    ['STOREDRV.Deliver; message too large', 'bounce/message-too-large'],
    ['STOREDRV.Submit; content blocked as spam', 'bounce/spam-rejected'],
    ['STOREDRV.Deliver.Exception:StoragePermanentException; over quota', 'bounce/mailbox-full'],
  ])('%s', (text, code) => {
    expect(read(text)).toEqual([[code, true]]);
  });
});
