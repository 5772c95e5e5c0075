import { expect, it } from 'vitest';
import { provesByCounts } from '../../src/symptom/judge/proof-of-counts.ts';

it.each([
  '2026-04-02T08:00:12Z INFO newsletter: 100 sent, 0 failed',
  'Batch finished: 2500 accepted by SES, 0 rejected, 0 errors.',
  '{"sent":412,"failed":0,"provider":"ses"}',
  '[mailer] processed=80 success=80 failure=0 (ses eu-west-1)',
  'Versand abgeschlossen: 340 gesendet, 0 fehlgeschlagen (SES)',
  'Sent 100 mails, 0 failed',
  '900 of 900 accepted in 12 s',
  'Envoi terminé : 56 envoyés, 0 échec',
  'campaign 7: total 20, sent 20, failed 0, bounced 0',
  'Wysłano 30, błędów 0',
  'sent: 5 failed: 0 skipped: 0',
])('proves that nothing failed: %s', (line) => {
  expect(provesByCounts(line)).toBe(true);
});

it.each([
  '99 sent, 1 failed',
  '0 sent, 0 failed',
  '100 sent, 0 failed, 4 bounced',
  '100 sent',
  '100 of 120 sent, 0 failed',
  'total 120, sent 100, failed 0',
  '100 sent, 0 failed, 3 skipped',
  '100 sent, 0 failed, 5 still waiting',
  'sent=5 failed=0 pending=2',
  '0 failed',
  '12 tests passed, 0 failed',
  'processed=80 failure=0',
  '100 sent, 0 failed. 12 left over',
  'queued 100, failed 0',
  '200 of 200 sent and everything after that gets refused',
  'quota: 200 of 200 sent',
])('proves nothing: %s', (line) => {
  expect(provesByCounts(line)).toBe(false);
});
