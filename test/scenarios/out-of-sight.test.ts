import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/render/text/text.ts';
import { play } from '../lab/play.ts';
import { dkimTokens } from '../lab/healthy-world.ts';
import { publishKeys, receivedMail } from '../lab/received-mail.ts';
import { scenario } from '../lab/scenario.ts';
import { allStories } from '../lab/stories.ts';

const plain = { columns: 80, colorLevel: 0, quiet: false, verbose: false, terminal: false } as const;
const stories = await allStories();

/** Notes and hints of a story's report, and what `-q` prints of it. */
async function seen(
  name: string,
): Promise<{ notes: readonly string[]; flags: readonly string[]; quiet: string }> {
  const story = stories.get(name);
  if (story === undefined) throw new Error(`there is no story ${name}`);
  const { report } = await play({ ...story });
  if (report === null) throw new Error(`${name} has no report`);
  return {
    notes: report.notes,
    flags: report.stages.flatMap(({ checks }) => checks.flatMap(({ flag }) => flag ?? [])),
    quiet: renderText(report, { ...plain, quiet: true }).replace(/\s+/g, ' '),
  };
}

describe('an all-clear that does not cover everything', () => {
  it.each<[string, string]>([
    [
      'outside/healthy',
      'The SES account and the verification of example.com were not seen (--dkim-selector looks from outside the account).',
    ],
    [
      'send/delegated',
      'Verification, DKIM settings and policies of partner.example were not seen: it belongs to the account 444455556666, whose credentials show them.',
    ],
  ])('%s says so, with -q too', async (name, note) => {
    const { notes, flags, quiet } = await seen(name);
    expect(notes).toEqual([note]);
    expect(quiet).toContain(note);
    expect(flags).not.toContain('--tenant');
  });

  it('hints at no flag that only AWS could answer to, where AWS is left alone', async () => {
    const { flags } = await seen('outside/healthy');
    for (const flag of ['--tenant', '--source-arn', '--principal', '--message-id'])
      expect(flags).not.toContain(flag);
  });

  it('of the sender’s own account says nothing of the kind, and hints at tenants only where there are some', async () => {
    const { notes, flags } = await seen('healthy/domain');
    expect(notes).toEqual([]);
    expect(flags).not.toContain('--tenant');
    expect(flags).not.toContain('--source-arn');
  });
});

it('says of a key of SES that is gone what receivers do, and who shows its record', async () => {
  const { report } = await play(
    scenario({
      title: 'From outside: the key that a message was signed with is gone',
      world(world) {
        publishKeys(world);
        const [token] = dkimTokens('example.com');
        world.dns.names[`${token}._domainkey.example.com`] = {};
      },
      command: ['--no-aws', '--message', 'mail.eml'],
      files: { 'mail.eml': receivedMail() },
      expect: { exitCode: 1, codes: ['dkim/record-missing'] },
    }),
  );
  const found = report?.stages
    .flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))
    .find(({ code }) => code === 'dkim/record-missing');
  expect(found?.impact).not.toContain('SES cannot confirm');
  expect(found?.fix[0]?.text).toContain('the CNAME that SES shows for');
});
