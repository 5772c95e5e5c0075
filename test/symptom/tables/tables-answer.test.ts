import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../../src/symptom/reader.ts';
import { causeOfStatus, enhancedStatuses } from '../../../src/symptom/tables/enhanced-status.ts';
import { symptomCodes } from '../../../src/knowledge/symptom-codes.ts';

const first = (text: string): string => readSymptom(text).candidates[0]?.code ?? '';

describe('an enhanced status whose words say nothing', () => {
  // Codes that receivers give another meaning than the registry, whose books name them; 5.7.57 is a client's own session.
  const elsewhere = new Set(['7.28', '7.29', '7.30', '7.57']);
  const rows = enhancedStatuses().filter(({ code, cause }) => cause !== null && !elsewhere.has(code));

  it.each(rows.map((row) => [row.code, row] as const))('X.%s is answered by the table', (code, { cause }) => {
    expect(symptomCodes).toContain(cause);
    expect(first(`smtp; 550 5.${code} zzz`)).toBe(causeOfStatus(`5.${code}`)?.code);
  });

  it('of a detail that nobody documents goes by its subject', () => {
    expect(causeOfStatus('5.7.999')).toEqual({ code: 'bounce/policy-rejected', isVague: true });
    expect(causeOfStatus('5.99.1')).toBeNull();
  });

  it('means what its receiver says it means', () => {
    expect(causeOfStatus('5.7.27')?.code).toBe('bounce/policy-rejected');
    expect(causeOfStatus('5.7.27', 'Google')?.code).toBe('bounce/authentication-failed');
  });

  it('gives way to words', () => {
    expect(first('smtp; 550 5.7.1 mailbox is full')).toBe('bounce/mailbox-full');
  });
});

describe('a result of authentication', () => {
  it.each([
    ['dmarc=none', 'dmarc/missing'],
    ['spf=hardfail', 'message/spf-failed'],
    ['spf=neutral', 'message/spf-failed'],
    ['compauth=fail reason=000', 'message/dmarc-failed'],
    ['sender-id=softfail', 'message/spf-failed'],
    ['domainkeys=fail', 'message/dkim-invalid'],
    ['iprev=fail', 'bounce/reverse-name-rejected'],
  ])('%s is told', (result, code) => {
    expect(first(`Authentication-Results: mx.isp.example; ${result}`)).toBe(code);
    expect(first(`their gateway logs ${result} for our mail`)).toBe(code);
  });

  it.each(['dkim=temperror', 'arc=none', 'bimi=skipped', 'dnswl=pass'])(
    '%s is none of a failure',
    (result) => {
      expect(first(`Authentication-Results: mx.isp.example; ${result}`)).toBe('send/unrecognised');
    },
  );

  it('that is missing beside others that pass is no failure', () => {
    expect(first('Authentication-Results: x; dkim=pass; spf=pass; dmarc=none')).not.toBe('dmarc/missing');
  });
});

describe('the name of an error of SES', () => {
  it.each([
    ['TemplateDoesNotExistException', 'template/not-found'],
    ['MissingRenderingAttributeException', 'template/missing-variable'],
    ['ConfigurationSetSendingPausedException', 'configuration-set/sending-paused'],
    ['MailFromDomainNotVerifiedException', 'mail-from/rejects-on-failure'],
    ['ProductionAccessNotGrantedException', 'sandbox/account-in-sandbox'],
    ['InvalidSnsTopicException', 'events/topic-policy-blocks'],
    ['TooManyRequestsException', 'quota/rate-exceeded'],
  ])('%s is known in every spelling', (name, code) => {
    const bare = name.replace(/Exception$/u, '');
    const words = name.replace(/([a-z])(?=[A-Z])/gu, '$1 ');
    for (const text of [name, bare, words, words.replaceAll(' ', '_').toLowerCase()])
      expect(`${text}: ${first(text)}`).toBe(`${text}: ${code}`);
  });
});
