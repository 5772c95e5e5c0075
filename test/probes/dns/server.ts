import { createSocket, type RemoteInfo } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import packet, { type Answer, type DecodedPacket } from 'dns-packet';

/** A query as the server sees it. */
export interface Asked {
  id: number;
  name: string;
  type: string;
  edns: boolean;
  recursion: boolean;
  over: 'udp' | 'tcp';
  port: number;
}

/** What the server answers: records and flags, raw bytes, or nothing at all. */
export type Reply =
  | {
      rcode?: number;
      answers?: Answer[];
      authorities?: Answer[];
      authoritative?: boolean;
      truncated?: boolean;
      id?: number;
      question?: { name: string; type: 'TXT' };
      delayMs?: number;
      /** Says when the message leaves. */
      hold?: (send: () => void) => void;
      /** Changes the encoded message before it leaves. */
      damage?: (message: Buffer) => Buffer;
    }
  | 'silence';

export interface TestServer {
  host: string;
  port: number;
  asked: Asked[];
  close: () => Promise<void>;
}

/** A name server on loopback that answers what the test says, over UDP and (unless told otherwise) TCP. */
export async function dnsServer(
  answer: (asked: Asked) => Reply,
  { tcp = true, host = '127.0.0.1', port = 0 }: { tcp?: boolean; host?: string; port?: number } = {},
): Promise<TestServer> {
  const asked: Asked[] = [];
  const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const sockets = new Set<Socket>();
  let closed = false;
  const reply = (query: Buffer, over: Asked['over'], from: number, send: (message: Buffer) => void): void => {
    const decoded: DecodedPacket = packet.decode(query);
    const [question] = decoded.questions ?? [];
    if (question === undefined) return;
    const one: Asked = {
      id: decoded.id ?? 0,
      name: question.name,
      type: question.type,
      edns: (decoded.additionals ?? []).length > 0,
      recursion: decoded.flag_rd,
      over,
      port: from,
    };
    asked.push(one);
    const what = answer(one);
    if (what === 'silence') return;
    const message = packet.encode({
      type: 'response',
      id: what.id ?? one.id,
      flags:
        packet.RECURSION_AVAILABLE |
        (what.authoritative === true ? packet.AUTHORITATIVE_ANSWER : 0) |
        (what.truncated === true ? packet.TRUNCATED_RESPONSE : 0) |
        (what.rcode ?? 0),
      questions: [what.question ?? question],
      answers: what.answers ?? [],
      authorities: what.authorities ?? [],
    });
    const damaged = what.damage?.(message) ?? message;
    const leave = (): void => {
      if (!closed) send(damaged);
    };
    if (what.hold !== undefined) what.hold(leave);
    else if (what.delayMs === undefined) leave();
    else setTimeout(leave, what.delayMs);
  };
  udp.on('message', (query, from: RemoteInfo) => {
    reply(query, 'udp', from.port, (message) => {
      udp.send(message, from.port, from.address);
    });
  });
  const bound = await new Promise<number>((resolve) =>
    udp.bind(port, host, () => {
      resolve(udp.address().port);
    }),
  );
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      reply(data.subarray(2), 'tcp', socket.remotePort ?? 0, (message) => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(message.length);
        // In two pieces, as the network may deliver them.
        socket.write(Buffer.concat([length, message.subarray(0, 5)]), () =>
          socket.write(message.subarray(5)),
        );
      });
    });
  });
  const isTaken =
    tcp &&
    (await new Promise<boolean>((resolve) => {
      listener.once('error', () => {
        resolve(true);
      });
      listener.listen(bound, host, () => {
        resolve(false);
      });
    }));
  if (isTaken) {
    // Only the number that UDP happened to get is taken on TCP; another one will do.
    udp.close();
    return await dnsServer(answer, { tcp, host, port });
  }
  return {
    host,
    port: bound,
    asked,
    close: async () => {
      closed = true;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) =>
        udp.close(() => {
          resolve();
        }),
      );
      if (tcp)
        await new Promise<void>((resolve) =>
          listener.close(() => {
            resolve();
          }),
        );
    },
  };
}

export const soa = (name: string, { ttl = 900, minimum = 60 } = {}): Answer => ({
  type: 'SOA',
  name,
  ttl,
  data: { mname: `ns1.${name}`, rname: `admin.${name}`, serial: 7, refresh: 1, retry: 1, expire: 1, minimum },
});
