import { expect, it } from 'vitest';
import { interceptionProduct } from '../../src/knowledge/interception.ts';

it.each([
  ['C=US, ST=California, O=Zscaler Inc., CN=Zscaler Intermediate Root CA (zscaler.net) (t)', 'Zscaler'],
  ['O=Fortinet, OU=Certificate Authority, CN=FGT60E4Q16000000', 'Fortinet FortiGate'],
  ['CN=mitmproxy, O=mitmproxy', 'mitmproxy'],
  ['O=Cisco, CN=Cisco Umbrella Root CA', 'Cisco Umbrella'],
  ['CN=Avast Web/Mail Shield Root, O=Avast Web/Mail Shield', 'Avast'],
  ['CN=ESET SSL Filter CA, O=ESET\\, spol. s r. o.', 'ESET'],
])('%s is %s', (issuer, product) => {
  expect(interceptionProduct(issuer)).toBe(product);
});

it.each([
  'C=US, O=Amazon, CN=Amazon RSA 2048 M01',
  "C=US, O=Let's Encrypt, CN=R11",
  'C=US, O=Google Trust Services, CN=WR2',
  'C=US, O=DigiCert Inc, CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1',
  'C=BE, O=GlobalSign nv-sa, CN=GlobalSign Atlas R3 DV TLS CA 2024 Q1',
  'C=GB, O=Sectigo Limited, CN=Sectigo Public Server Authentication CA DV R36',
  'CN=Reset Systems CA',
])('%s intercepts nothing that we know of', (issuer) => {
  expect(interceptionProduct(issuer)).toBeNull();
});
