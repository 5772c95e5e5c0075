import { describe, expect, it } from 'vitest';
import type { SurveyPlace } from '../../src/survey/document.ts';
import { coloursOf } from '../../src/render/text/colours.ts';
import { placeLines } from '../../src/survey/render/place-table.ts';
import type { SurveyReport } from '../../src/survey/document.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

const denied = 'sts:AssumeRole of the role audit is denied (no external id was given)';
const tried =
  'no AWS credentials were found (environment (AWS_ACCESS_KEY_ID is not set); profile default in /home/me/.aws/config and /home/me/.aws/credentials (no such profile); web identity token (AWS_WEB_IDENTITY_TOKEN_FILE is not set); container (AWS_CONTAINER_CREDENTIALS_* are not set); EC2 instance role (switched off by AWS_EC2_METADATA_DISABLED))';
const place = (account: string, more: Partial<SurveyPlace> = {}): SurveyPlace => ({
  ...{ account, region: 'ap-southeast-2', state: 'open', identities: 3, lookedAt: 3, worst: 'fail' },
  ...{ failing: 1, warned: 0, unknown: 2, because: 'dkim/record-missing' },
  ...more,
});
const failed = (account: string, because: string): SurveyPlace =>
  place(account, {
    ...{ state: 'failed', identities: 0, lookedAt: 0, worst: 'unknown', failing: 0, unknown: 0, because },
  });
const linesAt = (
  width: number,
  places: readonly SurveyPlace[],
  toldBelow: string | null = null,
): readonly string[] => placeLines(places, { colours: coloursOf(0), width, mostRows: Infinity, toldBelow });

describe('the table of accounts and Regions', () => {
  const all = [
    place('111122223333', { identities: 12_345, failing: 1200 }),
    failed('222233334441', denied),
    failed('222233334442', denied),
    failed('default', tried),
    failed('a-profile-with-quite-a-long-name-of-the-production-account', denied),
    place('333322221111', {
      state: 'inactive',
      identities: 0,
      worst: null,
      because: 'the account is not active',
    }),
  ];

  it.each([40, 60, 80, 100, 120])('fits %i columns, whatever reason stands in it', (width) => {
    const lines = linesAt(width, all);
    expect(lines.filter((line) => line.length > width && line.includes(' '))).toEqual([]);
    const text = lines.join(' ').replaceAll(/\s+/g, ' ');
    for (const { because } of all) expect(text).toContain(because);
  });

  it('has a reason behind its row where that fits', () => {
    expect(linesAt(100, [place('111122223333')])[2]).toMatch(
      /^111122223333 .* failing {2}dkim\/record-missing$/,
    );
  });

  it('tells the reason of neighbours once', () => {
    const text = linesAt(100, [failed('222233334441', denied), failed('222233334442', denied)]);
    expect(text.filter((line) => line.includes('AssumeRole'))).toEqual([`  each of these 2: ${denied}`]);
  });

  it('leaves out what is told below, and only that', () => {
    const told = `${denied}. The role has to exist`;
    expect(linesAt(80, [failed('222233334441', denied)], told).join('\n')).not.toContain('AssumeRole');
    expect(linesAt(80, [failed('default', tried)], told).join('\n')).toContain('no AWS credentials');
  });

  it('counts no identities where the list had no answer', () => {
    for (const width of [40, 80])
      expect(linesAt(width, [failed('222233334441', denied)]).join('\n')).not.toMatch(/\b0\b/);
  });
});

it('a place without an answer has no count of identities on the page either', async () => {
  const world = worldOfSenders({ sound: 1 });
  world.aws.faults.push({ op: '*', kind: 'deny' });
  const { stdout } = await surveyIn(world, ['--format', 'html']);
  const row = /<tbody><tr>.*?<\/tr>/s.exec(stdout)?.[0] ?? '';
  expect(row).toContain('<td data-label="Identities">–</td>');
  expect(row).not.toContain('>0<');
});

describe('an account and Region without identities', () => {
  it('has no worst in json, ndjson, csv and html: nothing was judged', async () => {
    const report = JSON.parse((await surveyIn(worldOfSenders({}), ['--json'])).stdout) as SurveyReport;
    expect(report.places).toMatchObject([{ worst: null, identities: 0, because: 'no identities' }]);
    expect([report.verdict, report.exitCode]).toEqual(['unknown', 3]);
    for (const format of ['ndjson', 'csv', 'html', 'text']) {
      const { stdout } = await surveyIn(
        worldOfSenders({}),
        ['--format', format, '-v'].filter((one) => format === 'text' || one !== '-v'),
      );
      expect(stdout, format).not.toMatch(/"worst":"pass"|,pass,|>pass<| sound$/m);
    }
  });

  it('takes nothing from the verdict of the others', async () => {
    const { stdout, exitCode } = await surveyIn(worldOfSenders({ sound: 1 }), [
      ...['--region', 'eu-west-1', '--region', 'us-east-1', '--json'],
    ]);
    const report = JSON.parse(stdout) as SurveyReport;
    expect(report.places.map(({ region, worst }) => [region, worst])).toEqual([
      ['eu-west-1', 'pass'],
      ['us-east-1', null],
    ]);
    expect([report.verdict, exitCode]).toEqual(['pass', 0]);
  });
});

describe('a question that counts', () => {
  it('is not told again as one that does not', async () => {
    const world = worldOfSenders({ sound: 1 });
    world.aws.faults.push({ op: 'GetAccount', kind: 'throttle' });
    const { stdout } = await surveyIn(world, []);
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text.split('was still throttled after').length - 1).toBe(1);
    expect(text).not.toContain('does not count');
  }, 60_000);
});
