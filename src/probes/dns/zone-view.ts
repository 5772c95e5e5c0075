import type { DelegationBreak } from '../../model/delegation.ts';
import type { AuthoritativeView, DnsProbe, DnsType, ServerView } from '../../model/dns.ts';
import { answerOf, Unavailable, type Why } from '../../model/unavailable.ts';
import { publicServersFinder, type PublicServersOptions } from './public-servers.ts';
import type { Question } from './wire.ts';
import type { NameServer, ZoneServers } from './zones.ts';

export interface ZoneViewOptions extends Omit<PublicServersOptions, 'namesAt'> {
  resolve: DnsProbe['resolve'];
  /** What one server says. */
  viewOf: <T extends DnsType>(
    zone: string,
    server: NameServer,
    question: Question & { type: T },
  ) => Promise<ServerView<T>>;
  /** Who fails to serve a name, where that can be told. */
  unserved: (name: string) => Promise<DelegationBreak | null>;
}

const untold = (zone: string, servers: readonly NameServer[]): DelegationBreak => ({
  zone,
  above: zone.slice(zone.indexOf('.') + 1),
  servers: servers.map(({ name }) => ({ name, state: 'unheard' })),
  untold: true,
});

/** Why what the servers of a private network say is not known to be what the public DNS says. */
const notCompared = (zone: string): Why =>
  new Unavailable(
    'unreachable',
    `the resolver names servers of a private network for ${zone}, and whom the public DNS names could not be looked up`,
    { question: `NS ${zone}` },
  ).why;

type Viewer = <T extends DnsType>(
  found: ZoneServers,
  question: Question & { type: T },
  enough: 'one' | 'all',
) => Promise<AuthoritativeView<T>>;

/** What the servers of a zone say: those of the public DNS, where the resolver names others. */
export function zoneViewer(options: ZoneViewOptions): Viewer {
  const { resolve, viewOf, unserved } = options;
  const publicServers = publicServersFinder({
    ...options,
    async namesAt(zone, server) {
      const { answer } = await viewOf(zone, server, { name: zone, type: 'NS' });
      return answer.kind === 'answer' ? answer.answer.records : [];
    },
  });

  async function viewsOf<T extends DnsType>(
    zone: string,
    servers: readonly NameServer[],
    question: Question & { type: T },
    enough: 'one' | 'all',
  ): Promise<ServerView<T>[]> {
    if (enough === 'all') return await Promise.all(servers.map((server) => viewOf(zone, server, question)));
    const views: ServerView<T>[] = [];
    for (const server of servers) {
      views.push(await viewOf(zone, server, question));
      if (views.at(-1)?.answer.kind === 'answer') break;
    }
    return views;
  }

  /** Null where the public servers do not speak, so that there is nothing to compare with. */
  async function seenOutside<T extends DnsType>(
    zone: string,
    published: readonly NameServer[],
    inside: readonly string[] | null,
    question: Question & { type: T },
    enough: 'one' | 'all',
  ): Promise<AuthoritativeView<T> | null> {
    const servers = await viewsOf(zone, published, question, enough);
    return servers.some(({ answer }) => answer.kind === 'answer') ? { zone, servers, inside } : null;
  }

  async function look<T extends DnsType>(
    { zone, servers }: ZoneServers,
    question: Question & { type: T },
    enough: 'one' | 'all',
  ): Promise<{ view: AuthoritativeView<T>; mute: boolean }> {
    const [views, published] = await Promise.all([
      viewsOf(zone, servers, question, enough),
      publicServers(zone, servers),
    ]);
    const usual = { zone, servers: views, inside: null };
    if (published === 'mute') return { view: usual, mute: true };
    if (published === 'untold')
      return {
        view: { ...usual, unserved: untold(zone, servers), missed: [notCompared(zone)] },
        mute: false,
      };
    if (published !== null) {
      const names = servers.map(({ name }) => name);
      const outside = await seenOutside(zone, published, names, question, enough);
      return { view: outside ?? usual, mute: outside === null };
    }
    const [hidden, ...more] = views.map(({ answer }) =>
      answer.kind === 'lame' ? answer.refersTo : undefined,
    );
    // The resolver knows no servers of the zone, and those above it do.
    if (hidden === undefined || more.some((one) => one !== hidden)) return { view: usual, mute: false };
    const [others, known] = await Promise.all([publicServers(hidden, []), answerOf(resolve(hidden, 'NS'))]);
    if (others === null || others === 'mute' || others === 'untold') return { view: usual, mute: false };
    const inside = known.ok ? [] : null;
    return { view: (await seenOutside(hidden, others, inside, question, enough)) ?? usual, mute: false };
  }

  return async (found, question, enough) => {
    const { view, mute } = await look(found, question, enough);
    if (!mute && view.servers.some(({ answer }) => answer.kind === 'answer')) return view;
    const broken = await unserved(question.name);
    return broken === null ? view : { ...view, unserved: broken };
  };
}
