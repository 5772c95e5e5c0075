import { foldedText, termsOf } from '../observe/terms.ts';
import { withoutDenied } from '../observe/stance.ts';
import { type Explanation, scopesOf, weighBy } from './evidence.ts';

/** A certificate, and what is wrong with it, in the languages that systems speak; accents are left out. */
const concepts = {
  certificate: termsOf(
    `certificate*, zertifikat*, remotezertifikat*, certificat*, certificado*, certificato, certificati, сертификат*, 証明書*, 证书*, 憑證*, 인증서*, certyfikat*, certifikat*, certificaat, sertifika*`,
  ),
  over: termsOf(
    `expired, has expired, not yet valid, abgelaufen, expire, caducado, caduco, vencido, expirado, scaduto, истек*, просроч*, 期限切れ, 过期, 過期, 만료, verlopen, wygasl*, suresi`,
  ),
  otherName: termsOf(
    `name mismatch, hostname mismatch, host name mismatch, {name|host|hostname|names|subject|altnames} .. {match|matches|mismatch}, {not|doesn't} .. match, namen .. {stimmt|uberein}, ne correspond pas, no coincide, nao corresponde, non corrisponde, не соответств*, 一致しません, 不匹配, 不符`,
  ),
  doubted: termsOf(
    `not trusted, untrusted, isn't trusted, self signed, self-signed, unknown {issuer|authority|ca}, could not be {validated|verified|checked}, cannot be {validated|verified}, {validation|verification|verify} .. {failed|failure|error}, failed .. {validation|verification}, invalid, rejected, not valid, unable to get, not .. issued by, has the following errors, ungultig, nicht vertrauenswurdig, nicht uberpruft, non valide, invalide, non approuve, no es valido, no valido, no es de confianza, invalido, nao e confiavel, non valido, non attendibile, недействител*, не является доверенным, недоверен*, 信頼*, 無効*, 無效*, 不受信任, 无效, 신뢰, ongeldig, niet vertrouwd, nieprawidlow*, niezaufan*`,
  ),
};
type Concept = keyof typeof concepts;

/** A cause, with how surely its words name it: that a certificate was not accepted may have every reason. */
interface Cause extends Explanation<Concept> {
  weight: number;
}

/** In any order: each is weighed by itself. */
export const certificateCauses: readonly Cause[] = [
  { codes: ['smtp/certificate-expired'], all: ['certificate', 'over'], weight: 6 },
  { codes: ['smtp/certificate-name-mismatch'], all: ['certificate', 'otherName'], weight: 5 },
  { codes: ['smtp/certificate-untrusted'], all: ['certificate', 'doubted'], weight: 3 },
];

/** What a line says of the certificate of a server, in whatever language; null when it says nothing of one. */
export function certificateFault(text: string, causes = certificateCauses): string | null {
  const folded = foldedText(text.slice(0, 2000));
  if (!concepts.certificate.test(folded)) return null;
  const [best] = weighBy<Concept, Cause>(scopesOf(folded.split(/[.;!?](?= |$)/u)), causes, {
    reads: (scope) => {
      // "has not expired" speaks of no end; the other concepts hold a denial themselves.
      const affirmed = withoutDenied(scope);
      return (concept) =>
        concepts[concept].test(concept === 'over' && !scope.includes('not yet') ? affirmed : scope);
    },
    weightOf: ({ weight }) => weight,
  });
  return best?.explanation.codes[0] ?? null;
}
