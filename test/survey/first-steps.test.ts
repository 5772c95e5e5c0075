import { expect, it } from 'vitest';
import { adviceFor } from '../../src/survey/advice.ts';
import { emptyPlace, failedPlace } from '../../src/survey/place-lines.ts';
import { renderSurveyCsv } from '../../src/survey/render/csv.ts';
import type { Row } from '../../src/survey/scope.ts';
import { whyOf } from '../support/account.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const at = '2026-11-21T20:00:00.000Z';

async function csvOf(row: Row): Promise<string> {
  const lines = async function* (): AsyncGenerator<Row> {
    yield row;
  };
  let text = '';
  for await (const line of renderSurveyCsv(lines())) text += line;
  return text.split('\r\n')[1] ?? '';
}

it('gives a Region without identities no pass in the table', async () => {
  expect(await csvOf(emptyPlace(place, at))).toMatch(/^111122223333,eu-west-1,,no-identities,/);
});

it('gives a Region that nobody could look at no pass either', async () => {
  const failed = failedPlace(place, at, whyOf('no-credentials', 'no credentials were found'), true);
  const line = await csvOf(failed);
  expect(line).toMatch(/^111122223333,eu-west-1,,unknown,/);
  expect(line).toContain('--profile');
});

it.each([
  ['no-credentials', /--profile/],
  ['profile-not-found', /aws configure list-profiles/],
  ['credentials-expired', /Sign in again/],
] as const)('says what to do without a session (%s)', (reason, says) => {
  expect(adviceFor({ reason, action: null, message: 'x' })).toMatch(says);
});
