import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';
import { mailsOfServers } from './texts/bounce-mails-of-servers.ts';
import { mailsOfServices } from './texts/bounce-mails-of-services.ts';

/** Whose mail it is may come before what it says. */
const whose = 'send/not-sent-by-ses';

describe.each([
  ['mail servers', mailsOfServers],
  ['providers, carriers, filters and lists', mailsOfServices],
] as const)('bounce mails of %s', (_, mails) => {
  it.each(mails.map((mail) => [mail.family, mail] as const))('%s', (_family, { text, tells }) => {
    const codes = readSymptom(text).candidates.map(({ code }) => code);
    const told = codes.filter((code) => code !== whose);
    expect(tells).toContain(told[0]);
    expect(codes).not.toContain('send/no-failure');
  });
});
