import { describe, expect, it } from 'vitest';
import { isWatch } from '../../src/symptom/observe/definition.ts';

describe('a definition of what is watched', () => {
  it.each([
    '{"name":"x","type":"log alert","query":"logs(\\"service:mailer @smtp.code:535\\")","options":{"thresholds":{"critical":20}}}',
    '{"name":"refusals","condition":{"query":"status:554","window":"5m"},"notify":[{"to":"oncall"}]}',
    '{"filter":{"pattern":"Throttling"},"actions":[{"topic":"mail"}],"enabled":true}',
    '{"rules":[{"expr":"rate(ses_554[5m]) > 0","labels":{"severity":"page"}}]}',
  ])('is %s', (text) => {
    expect(isWatch(JSON.parse(text))).toBe(true);
  });

  it.each([
    '{"level":"error","query":"insert","msg":"554 Message rejected"}',
    '{"eventType":"Bounce","bounce":{"bounceType":"Permanent"}}',
  ])('is not %s', (text) => {
    expect(isWatch(JSON.parse(text))).toBe(false);
  });
});
