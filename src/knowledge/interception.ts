/** Products that break TLS open, by words in the issuer of the certificates they make on the fly. */
const products: readonly (readonly [RegExp, string])[] = [
  [/zscaler/i, 'Zscaler'],
  [/netskope|goskope/i, 'Netskope'],
  [/palo ?alto|globalprotect|prisma access/i, 'Palo Alto Networks'],
  [/fortinet|fortigate|fortiguard/i, 'Fortinet FortiGate'],
  [/sophos|cyberoam|astaro/i, 'Sophos'],
  [/cisco umbrella|opendns/i, 'Cisco Umbrella'],
  [/ironport|cisco (?:secure )?web/i, 'Cisco Secure Web Appliance'],
  [/firepower/i, 'Cisco Firepower'],
  [
    /blue ?coat|symantec web|cloud services ca.*broadcom|broadcom.*(?:proxy|web)/i,
    'Symantec (Blue Coat) proxy',
  ],
  [/kaspersky/i, 'Kaspersky'],
  [/\bavast\b/i, 'Avast'],
  [/\bavg\b/i, 'AVG'],
  [/\beset\b/i, 'ESET'],
  [/bitdefender/i, 'Bitdefender'],
  [/norton|nortonlifelock/i, 'Norton'],
  [/mcafee|trellix|skyhigh/i, 'Trellix (McAfee) web gateway'],
  [/trend ?micro/i, 'Trend Micro'],
  [/dr\.?web/i, 'Dr.Web'],
  [/adguard/i, 'AdGuard'],
  [/mitmproxy/i, 'mitmproxy'],
  [/charles proxy/i, 'Charles'],
  [/fiddler|do_not_trust/i, 'Fiddler'],
  [/portswigger|burp/i, 'Burp'],
  [/\bsquid\b/i, 'Squid'],
  [/check ?point/i, 'Check Point'],
  [/watchguard|fireware/i, 'WatchGuard'],
  [/forcepoint|websense/i, 'Forcepoint'],
  [/barracuda/i, 'Barracuda'],
  [/sonicwall/i, 'SonicWall'],
  [/iboss/i, 'iboss'],
  [/cato networks/i, 'Cato Networks'],
  [/menlo security/i, 'Menlo Security'],
  [/lightspeed/i, 'Lightspeed'],
  [/untangle|arista edge/i, 'Untangle'],
  [/smoothwall/i, 'Smoothwall'],
  [/cloudflare.*gateway|gateway ca.*cloudflare/i, 'Cloudflare Gateway'],
];

/** The product behind an issuer that is known to intercept TLS, or null. */
export function interceptionProduct(issuer: string): string | null {
  return products.find(([pattern]) => pattern.test(issuer))?.[1] ?? null;
}
