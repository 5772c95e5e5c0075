import { describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { readers, reads } from '../../src/cli/unread-flags.ts';
import { createFactStore } from '../../src/engine/gather.ts';
import { factsOf, type AnyCheck } from '../../src/model/check.ts';
import { subjectsOf, type Target } from '../../src/model/target.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { allStories } from '../lab/stories.ts';
import { fakeProbes } from '../support/probes.ts';
import { targetWith } from '../support/target.ts';
import { runOffline } from './host.ts';

const all: readonly AnyCheck[] = checklist.flatMap(({ checks }) => checks);

describe('a flag that nothing selected reads is refused', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['--only dkim', ['--ip', '192.0.2.1'], /--ip is read by sending-ip.*--only takes none of them/],
    ['--only dkim', ['--template', 'x'], /leave out --template$/],
    ['--only dkim', ['--configuration-set', 'x'], /leave out --configuration-set$/],
    ['--only smtp', ['--tenant', 'x'], /leave out --tenant$/],
    ['--only dkim', ['--recipient', 'a@b.example'], /leave out --recipient$/],
    ['--only smtp', ['--message-id', '0100018f0000-abc-000000'], /--message-id is read by .*leave out/],
    ['--only dkim', ['--plan', '5'], /--plan is read by quota,/],
    ['--only spf', ['--search-suppression', '--recipient', 'a@b.example'], /leave out --recipient$/],
    ['--only smtp', ['--principal', 'arn:aws:iam::111122223333:role/mailer'], /leave out --principal$/],
    ['--only smtp', ['--mail-from', 'bounce.example.com'], /leave out --mail-from$/],
    ['--only smtp', ['--dnsbl', 'list.example'], /leave out --dnsbl$/],
    ['--skip sending-ip*', ['--ip', '192.0.2.1'], /--skip leaves none of them: leave out --ip$/],
    ['--only inbox --skip dkim', ['--ip', '192.0.2.1'], /--only and --skip leave none of them/],
  ])('%s %j', async (selection, args, message) => {
    const { exitCode, stdout, stderr } = await runOffline([...selection.split(' '), ...args]);
    expect({ exitCode, stdout }, stderr).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.trimEnd()).toMatch(message);
  });

  // The host of these reaches nothing: it fails once the command line is taken.
  it.each([
    ['--only sending-ip', '--ip', '192.0.2.1'],
    ['--only sending-ip-name', '--ip', '192.0.2.1'],
    ['--only quota', '--plan', '5'],
    ['--only sandbox', '--recipient', 'a@b.example'],
    ['--only events', '--configuration-set', 'x'],
    ['--skip dkim', '--ip', '192.0.2.1'],
  ])('%s %s is not', async (selection, ...args) => {
    const { stderr } = await runOffline([...selection.split(' '), ...args]);
    expect(stderr).not.toContain('leave out');
  });
});

it('a table that names facts and checks that there are', () => {
  const facts = new Set(all.flatMap((check) => [...factsOf(check)].map(({ id }) => id)));
  const checks = new Set(all.map(({ id }) => id));
  for (const [flag, { facts: ofFacts = [], checks: ofChecks = [] }] of Object.entries(readers)) {
    expect(
      ofFacts.filter((id) => !facts.has(id)),
      flag,
    ).toEqual([]);
    expect(
      ofChecks.filter((id) => !checks.has(id)),
      flag,
    ).toEqual([]);
  }
});

/** These hand the command line on as it is, or look only whether it names anything. */
const handsOn = new Set(['identity', 'identity-elsewhere', 'identity-list']);

/** Members of the target, by the flag that fills each. */
const members: Readonly<Record<string, keyof Target>> = {
  ...{ '--recipient': 'recipients', '--configuration-set': 'configurationSet', '--tenant': 'tenant' },
  ...{ '--endpoint-id': 'endpointId', '--template': 'template', '--template-data': 'templateData' },
  ...{ '--ip': 'ips', '--message-id': 'messageId', '--plan': 'plan', '--principal': 'principal' },
  ...{ '--from-display-name': 'fromDisplayName', '--feedback-address': 'feedbackAddress' },
  ...{ '--mail-from': 'mailFrom', '--dnsbl': 'dnsbls', '--try-regions': 'tryRegions' },
  ...{ '--search-suppression': 'searchSuppression' },
};

/** A world that does not answer. */
const unheard = (): Promise<never> => Promise.reject(new Unavailable('timeout', 'no answer'));
const silence = fakeProbes({
  ...{ aws: unheard, smtp: unheard, https: unheard },
  dns: new Proxy(fakeProbes().dns, { get: () => unheard }),
});

describe('the table holds who reads what', () => {
  const given = targetWith({
    ...{ identities: ['example.com'], recipients: ['ann@receiver.example'], configurationSet: 'news' },
    ...{ tenant: 'shop', endpointId: 'abc.def', template: { kind: 'stored', name: 'welcome' } },
    ...{ templateData: '{}', ips: ['192.0.2.1'], messageId: '0100', principal: 'arn:aws:iam::1:role/x' },
    ...{
      plan: { recipients: 5, withinSeconds: null },
      mailFrom: 'bounce.example.com',
      dnsbls: ['l.example'],
    },
    ...{ searchSuppression: true, tryRegions: true },
  });

  it.each(all.filter(({ id }) => !handsOn.has(id)).map((check) => [check.id, check] as const))(
    '%s',
    async (_, check) => {
      const seen = new Set<PropertyKey>();
      const target = new Proxy(given, {
        get: (from, key) => {
          seen.add(key);
          return Reflect.get(from, key) as unknown;
        },
      });
      const store = createFactStore({ probes: silence, target });
      for (const subject of subjectsOf(check.per ?? 'run', given)) {
        const read = [check.needs, check.questions ?? {}, check.enrichment ?? {}];
        const values = await Promise.all(read.map((sources) => store.answerAll(sources, subject)));
        const open = values.slice(1).reduce((known, more) => ({ ...known, ...more }), {});
        const needs = Object.entries(values[0] ?? {}).map(([key, answer]) => [
          key,
          answer.ok ? answer.value : null,
        ]);
        // What a check does without an answer that it needs is not asked here, only which flags it turns to.
        try {
          check.evaluate({ ...Object.fromEntries(needs), ...open } as never, subject ?? '');
        } catch {
          // It needed more than the command line.
        }
      }
      const unknown = Object.entries(members)
        .filter(([flag, member]) => seen.has(member) && !reads(check, readers[flag] ?? { member: 'ip' }))
        .map(([flag]) => flag);
      expect(unknown).toEqual([]);
    },
  );
});

it('no scenario types a flag that its own selection does not read', async () => {
  const refused: string[] = [];
  for (const [name, { command }] of await allStories()) {
    const values = (flag: string): readonly string[] =>
      command.flatMap((word, index) => (command[index - 1] === flag ? [word] : []));
    if (values('--only').length === 0 && values('--skip').length === 0) continue;
    const { stderr } = await runOffline([...command]);
    if (/ is read by .* none of them: leave out/.test(stderr)) refused.push(`${name}: ${stderr}`);
  }
  expect(refused).toEqual([]);
});
