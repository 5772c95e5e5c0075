import { type Socket as UdpSocket, createSocket } from 'node:dgram';
import { type Socket, createServer } from 'node:net';

/** Bytes in, bytes out; null: no answer. `hang-up` closes a TCP connection. */
export type Respond = (query: Buffer, transport: 'udp' | 'tcp') => Promise<Buffer | 'hang-up' | null>;

/** A DNS server's two sockets. */
export interface Listener {
  port: number;
  close: () => Promise<void>;
}

/** Listens on UDP and, unless `tcp` is false, on TCP with the same port. `port` 0 takes a free one. */
export async function listen(
  address: string,
  port: number,
  tcp: boolean,
  respond: Respond,
): Promise<Listener> {
  for (let attempt = 1; ; attempt++) {
    const udp = await bindUdp(address, port, respond);
    const chosen = udp.address().port;
    try {
      const closeTcp = tcp ? await bindTcp(address, chosen, respond) : null;
      return {
        port: chosen,
        close: async () => {
          udp.close();
          await closeTcp?.();
        },
      };
    } catch (error) {
      udp.close();
      // Only the number that UDP happened to get can be taken on TCP; another one will do.
      if (port !== 0 || attempt === 10) throw error;
    }
  }
}

async function bindUdp(address: string, port: number, respond: Respond): Promise<UdpSocket> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    void respond(query, 'udp').then((reply) => {
      if (!Buffer.isBuffer(reply)) return;
      try {
        socket.send(reply, from.port, from.address);
      } catch {
        // The lab was closed while the answer was on its way.
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, resolve);
  });
  return socket;
}

/** Returns how to close it. */
async function bindTcp(address: string, port: number, respond: Respond): Promise<() => Promise<void>> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    serve(socket, respond);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, address, resolve);
  });
  return async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}

/** RFC 1035 4.2.2: each message with its length before it. */
function serve(socket: Socket, respond: Respond): void {
  let received = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      const query = received.subarray(2, end);
      received = received.subarray(end);
      void respond(query, 'tcp').then((reply) => {
        if (reply === 'hang-up') socket.destroy();
        else if (reply !== null) socket.write(withLength(reply));
      });
    }
  });
}

function withLength(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}
