import { createSocket } from 'node:dgram';

/**
 * 53 where this process may bind it, which is where the built program asks zone servers; else null. Say so then: what
 * rests on the zone servers' own view cannot be shown.
 */
export async function zonePort(): Promise<53 | null> {
  const socket = createSocket('udp4');
  return await new Promise((resolve) => {
    socket.once('error', () => {
      resolve(null);
    });
    // An address that no resolver of this machine listens on.
    socket.bind(53, '127.83.69.83', () => {
      socket.close(() => {
        resolve(53);
      });
    });
  });
}

export const zonePortRefused =
  'Port 53 on loopback cannot be bound (it takes root): the built program finds no zone servers, only the resolver.';
