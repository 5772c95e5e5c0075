import type { AuthoritativeView, DnsProbe, DnsType, ServerView } from '../../model/dns.ts';
import { answerOf } from '../../model/unavailable.ts';
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
}

type Viewer = <T extends DnsType>(
  found: ZoneServers,
  question: Question & { type: T },
  enough: 'one' | 'all',
) => Promise<AuthoritativeView<T>>;

/** What the servers of a zone say: those of the public DNS, where the resolver names others. */
export function zoneViewer(options: ZoneViewOptions): Viewer {
  const { resolve, viewOf } = options;
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

  return async ({ zone, servers }, question, enough) => {
    const [views, published] = await Promise.all([
      viewsOf(zone, servers, question, enough),
      publicServers(zone, servers),
    ]);
    const usual = { zone, servers: views, inside: null };
    if (published !== null) {
      const names = servers.map(({ name }) => name);
      return (await seenOutside(zone, published, names, question, enough)) ?? usual;
    }
    const [hidden, ...more] = views.map(({ answer }) =>
      answer.kind === 'lame' ? answer.refersTo : undefined,
    );
    // The resolver knows no servers of the zone, and those above it do.
    if (hidden === undefined || more.some((one) => one !== hidden)) return usual;
    const [others, known] = await Promise.all([publicServers(hidden, []), answerOf(resolve(hidden, 'NS'))]);
    if (others === null) return usual;
    return (await seenOutside(hidden, others, known.ok ? [] : null, question, enough)) ?? usual;
  };
}
