/** RFC 1918, RFC 6598 (shared), RFC 4193 (unique local): the ranges in which a VPC endpoint stands. Not loopback. */
export const isPrivateAddress = (address: string): boolean =>
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:)/i.test(
    address,
  );

/** No host on the internet can be reached there: private ranges, loopback (RFC 1122 3.2.1.3) and the unspecified address. */
export const isUnreachableAddress = (address: string): boolean =>
  isPrivateAddress(address) || /^(?:127\.|0\.|::1?$)/.test(address);

/** The host itself: 127.0.0.0/8 and ::1 (RFC 1122 3.2.1.3, RFC 4291 2.5.3), `localhost`, and 0.0.0.0, which clients take for it. Text may follow. */
export const isOwnHost = (address: string): boolean =>
  /^(?:localhost$|127\.|::1(?!\d|[\da-f]*:[\da-f]*:)|0\.0\.0\.0$)/iu.test(address);
