import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { headerBytes, uint16 } from './structure.ts';

/** A server to ask: an address, not a name. */
export interface DnsServer {
  host: string;
  port: number;
}

/** A question on its way, as a port of ours sees it. */
export interface Waiting {
  /** The query as it is sent; its id is set by the port. */
  readonly query: Buffer;
  /** A message with its id; false when it does not belong to the question all the same. */
  take: (message: Buffer) => boolean;
  fail: (code: string) => void;
  /** A message that belongs to no question. */
  stray: () => void;
}

/** Questions from one port. A guess at an answer has to hit the port, the id and the question: RFC 5452 section 9. */
const mostQuestions = 16;

/** Milliseconds until further questions get another port: one that is put again never comes from the port of its first try. */
const longestUse = 100;

const ports = new Map<string, UdpPort>();

/**
 * Sends a question from a port that the system chose, with a random id. Questions to one server that are on their way at
 * the same time share a port, a few at most: with a port each, most of a question's time goes into making and closing
 * sockets. Returns the port, which is told when the waiting is over.
 */
export function putOverUdp(server: DnsServer, waiting: Waiting): UdpPort {
  const key = `${server.host} ${server.port}`;
  let port = ports.get(key);
  if (port?.isFresh() !== true) {
    port = new UdpPort(server, (closed) => {
      if (ports.get(key) === closed) ports.delete(key);
    });
    ports.set(key, port);
  }
  port.put(waiting);
  return port;
}

/** One socket. It is connected, so the kernel drops what another host sends; it is closed when nobody waits any more. */
export class UdpPort {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #since = performance.now();
  readonly #onClose: (closed: UdpPort) => void;
  #connected = false;
  #used = 0;

  constructor({ host, port }: DnsServer, onClose: (closed: UdpPort) => void) {
    this.#onClose = onClose;
    // The host is an address, so a colon tells; Node's isIPv6 compiles a pattern first, 6 ms of a cold check.
    const family = host.includes(':') ? 6 : 4;
    this.#socket = createSocket({
      type: family === 6 ? 'udp6' : 'udp4',
      // Nothing is looked up.
      lookup: (address, _options, found) => {
        found(null, address, family);
      },
    });
    this.#socket.on('error', (error) => {
      for (const waiting of [...this.#waiting.values()]) waiting.fail(codeOf(error));
    });
    this.#socket.on('message', (message) => {
      this.#receive(message);
    });
    this.#socket.on('connect', () => {
      if (this.#connected) return;
      this.#connected = true;
      for (const { query } of this.#waiting.values()) this.#socket.send(query);
    });
    this.#socket.connect(port, host);
    this.#connected = isConnected(this.#socket);
  }

  isFresh(): boolean {
    return this.#used < mostQuestions && performance.now() - this.#since < longestUse;
  }

  /** Sends its query, or does as soon as it can. */
  put(waiting: Waiting): void {
    this.#used++;
    let id = randomInt(0x10000);
    while (this.#waiting.has(id)) id = randomInt(0x10000);
    waiting.query.writeUInt16BE(id, 0);
    this.#waiting.set(id, waiting);
    if (this.#connected) this.#socket.send(waiting.query);
  }

  /** Nothing is waited for any more. */
  leave(waiting: Waiting): void {
    this.#waiting.delete(uint16(waiting.query, 0));
    if (this.#waiting.size === 0) this.#close();
  }

  #receive(message: Buffer): void {
    const waiting = message.length < headerBytes ? undefined : this.#waiting.get(uint16(message, 0));
    if (waiting?.take(message) === true) return;
    // What comes with another id belongs to the question that it repeats, as far as it belongs to any.
    const others = [...this.#waiting.values()];
    const about = others.filter((other) => repeats(message, other.query));
    for (const other of about.length > 0 ? about : others) other.stray();
  }

  #close(): void {
    this.#onClose(this);
    this.#socket.removeAllListeners();
    this.#socket.on('error', () => undefined);
    this.#socket.close();
  }
}

/**
 * As nothing is looked up, a socket is connected when `connect` returns. The event comes only when all promises that can go on
 * have done so, in a cold check those that load the clients of AWS: 20 ms.
 */
function isConnected(socket: Socket): boolean {
  try {
    socket.remoteAddress();
    return true;
  } catch {
    return false;
  }
}

/** Whether a message holds the question of a query: its name, type and class stand first in both (RFC 1035 section 4.1). */
function repeats(message: Buffer, query: Buffer): boolean {
  let end = headerBytes;
  for (let length = query[end]; length !== undefined && length > 0; length = query[end]) end += 1 + length;
  end += 5;
  return message.length >= end && message.compare(query, headerBytes, end, headerBytes, end) === 0;
}

/** What went wrong, as in errno. */
export const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;
