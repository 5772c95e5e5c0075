import { anyOf, foldedText } from './terms.ts';

const certificate = anyOf(
  `certificate*, zertifikat*, remotezertifikat*, certificat*, certificado*, certificato, certificati, сертификат*, 証明書*, 证书*, 憑證*, 인증서*, certyfikat*, certifikat*, certificaat, sertifika*`.split(
    ', ',
  ),
);

/** What is wrong with a certificate, narrow before wide. */
const faults: readonly { code: string; terms: ReturnType<typeof anyOf> }[] = [
  {
    code: 'smtp/certificate-expired',
    terms: anyOf(
      `expired, has expired, not yet valid, abgelaufen, expire, caducado, caduco, vencido, expirado, scaduto, истек*, просроч*, 期限切れ, 过期, 過期, 만료, verlopen, wygasl*, suresi`.split(
        ', ',
      ),
    ),
  },
  {
    code: 'smtp/certificate-name-mismatch',
    terms: anyOf(
      `name mismatch, hostname mismatch, host name mismatch, {name|host|hostname|names|subject|altnames} .. {match|matches|mismatch}, {not|doesn't} .. match, namen .. {stimmt|uberein}, ne correspond pas, no coincide, nao corresponde, non corrisponde, не соответств*, 一致しません, 不匹配, 不符`.split(
        ', ',
      ),
    ),
  },
  {
    code: 'smtp/certificate-untrusted',
    terms: anyOf(
      `not trusted, untrusted, isn't trusted, self signed, self-signed, unknown {issuer|authority|ca}, could not be {validated|verified|checked}, cannot be {validated|verified}, {validation|verification|verify} .. {failed|failure|error}, failed .. {validation|verification}, invalid, rejected, not valid, unable to get, not .. issued by, has the following errors, ungultig, nicht vertrauenswurdig, nicht uberpruft, non valide, invalide, non approuve, no es valido, no valido, no es de confianza, invalido, nao e confiavel, non valido, non attendibile, недействител*, не является доверенным, недоверен*, 信頼*, 無効*, 無效*, 不受信任, 无效, 신뢰, ongeldig, niet vertrouwd, nieprawidlow*, niezaufan*`.split(
        ', ',
      ),
    ),
  },
];

/** What a line says of the certificate of a server, in whatever language; null when it says nothing of one. */
export function certificateFault(text: string): string | null {
  const folded = foldedText(text.slice(0, 2000));
  if (!certificate.test(folded)) return null;
  return faults.find(({ terms }) => terms.test(folded))?.code ?? null;
}
