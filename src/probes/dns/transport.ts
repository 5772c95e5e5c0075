import { connect } from 'node:net';
import { randomInt } from 'node:crypto';
import type { Ending } from '../ending.ts';
import { codeOf, type DnsServer, putOverUdp, type UdpPort, type Waiting } from './udp-port.ts';
import { uint16 } from './structure.ts';
import { encodeQuery, type Question, readMessage, type Reply } from './wire.ts';

export interface QueryOptions {
  recursion: boolean;
  edns: boolean;
  /** With CD and DO set: what there is, whatever its signatures are worth. */
  unchecked?: boolean;
}

/** What became of one query. */
export type Outcome =
  | { kind: 'reply'; reply: Reply }
  /** It came from the right place and cannot be read. */
  | { kind: 'damaged' }
  /** The network or the host says no: `code` as in errno. */
  | { kind: 'unreachable'; code: string }
  /** Nothing that belongs to the question until it was over. `strays` counts what came and did not. */
  | { kind: 'silent'; strays: number };

/**
 * One query over UDP, with a random id (RFC 5452). Listens until an answer, or until the question is over, and tells what became
 * of it: a call, as a promise more for each question is felt in a run about many domains.
 */
export function askUdp(
  server: DnsServer,
  question: Question,
  options: QueryOptions,
  over: Ending,
  tell: (outcome: Outcome) => void,
): void {
  if (over.reached) {
    tell({ kind: 'silent', strays: 0 });
    return;
  }
  const asked = new UdpQuery(question, encodeQuery(0, question, options), over, tell);
  asked.port = putOverUdp(server, asked);
}

/** A query on its way over UDP. */
class UdpQuery implements Waiting {
  readonly query: Buffer;
  port: UdpPort | null = null;
  readonly #question: Question;
  readonly #over: Ending;
  readonly #tell: (outcome: Outcome) => void;
  #strays = 0;
  readonly #onOver = (): void => {
    this.#end({ kind: 'silent', strays: this.#strays });
  };

  constructor(question: Question, query: Buffer, over: Ending, tell: (outcome: Outcome) => void) {
    this.#question = question;
    this.query = query;
    this.#over = over;
    this.#tell = tell;
    over.add(this.#onOver);
  }

  take(message: Buffer): boolean {
    const reading = readMessage(message, uint16(this.query, 0), this.#question);
    if (reading.kind === 'stray') return false;
    this.#end(reading);
    return true;
  }

  fail(code: string): void {
    this.#end({ kind: 'unreachable', code });
  }

  stray(): void {
    this.#strays++;
  }

  #end(outcome: Outcome): void {
    this.#over.delete(this.#onOver);
    this.port?.leave(this);
    this.#tell(outcome);
  }
}

/** One query over TCP (RFC 7766), for answers that do not fit into a datagram or came damaged. */
export function askTcp(
  server: DnsServer,
  question: Question,
  options: QueryOptions,
  over: Ending,
): Promise<Outcome> {
  const id = randomInt(0x10000);
  return new Promise((resolve) => {
    const socket = connect({ host: server.host, port: server.port });
    let received = Buffer.alloc(0);
    const end = (outcome: Outcome): void => {
      over.delete(onOver);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.destroy();
      resolve(outcome);
    };
    const onOver = (): void => {
      end({ kind: 'silent', strays: 0 });
    };
    socket.on('error', (error) => {
      end({ kind: 'unreachable', code: codeOf(error) });
    });
    socket.on('close', () => {
      end(received.length === 0 ? { kind: 'unreachable', code: 'closed' } : { kind: 'damaged' });
    });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const reading = readMessage(received.subarray(2, 2 + received.readUInt16BE(0)), id, question);
      end(reading.kind === 'stray' ? { kind: 'damaged' } : reading);
    });
    socket.on('connect', () => {
      const query = encodeQuery(id, question, options);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.length);
      socket.write(Buffer.concat([length, query]));
    });
    if (over.reached) onOver();
    else over.add(onOver);
  });
}
