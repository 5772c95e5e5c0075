import { expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { senderRecords, verifiedAddress, verifiedDomain } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { worldOf } from '../lab/play.ts';
import { runInProcess } from '../lab/run-in-process.ts';

it('looks at the same senders again in a replay, redacted too, when the run had chosen them', async () => {
  const world = worldOf({ title: '', command: [], expect: { exitCode: 0, codes: [] } });
  world.region.identities = {
    ...world.region.identities,
    'news.example': verifiedDomain('news.example'),
    'info@example.org': verifiedAddress(),
    'old.example': { ...verifiedDomain('old.example'), VerifiedForSendingStatus: false },
  };
  Object.assign(world.dns.names, senderRecords('news.example'));
  delete world.dns.names['_dmarc.news.example'];
  const lab = await startLab(world);
  try {
    let record = '';
    const host = {
      write: async (_path: string, text: string) => {
        record = text;
      },
    };
    const common = { env: lab.env, authoritativePort: lab.dns.authoritativePort };
    const args = [...lab.args, '--format', 'json', '--save-facts', 'run.json'];
    const live = await runInProcess({ ...common, args, host });
    const files = { 'run.json': record };
    const again = await runInProcess({ ...common, args: ['--facts', 'run.json', '--format', 'json'], files });
    const [first, second] = [live, again].map(({ stdout }) => JSON.parse(stdout) as Report);
    expect(first?.target).toMatchObject({
      identities: ['example.com', 'news.example', 'info@example.org'],
      chosen: { of: 3, canSend: true, cannotSend: 1, complete: true },
    });
    expect(second?.target.identities.slice(0, 2)).toEqual(['example.com', 'news.example']);
    expect(second?.target.chosen).toEqual(first?.target.chosen);
    expect(statusesOf(second)).toEqual(statusesOf(first));
    expect(again.exitCode).toBe(live.exitCode);
  } finally {
    await lab.close();
  }
});

const statusesOf = (report: Report | undefined): readonly string[] =>
  (report?.stages ?? []).flatMap(({ checks }) => checks.map(({ id, status }) => `${id} ${status}`));
