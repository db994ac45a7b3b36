import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import "@fontsource-variable/source-serif-4/wght.css";
import { Button, Title } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { type Certificate, CertificateService } from "@platform/connect/platform/learning/v1/certificate_service_pb.ts";
import { IconAward, IconCertificateOff, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { Link, useParams } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import { CertificateActs } from "./certificate-acts.tsx";
import styles from "./certificates.module.css";
import { certificateWords } from "./words.ts";

/** The page of a certificate, at which anybody checks it. */
export default function CertificatePage() {
  const words = useWords(certificateWords);
  const { certificateId = "" } = useParams();
  const { person } = useViewer();
  const { data, isPending, error, refetch } = useQuery(CertificateService.method.getCertificate, { certificateId });
  const certificate = data?.certificate;
  useTitle(
    certificate ? `${words("certificate")}: ${certificate.courseTitle}` : words("certificate"),
    person ? [{ label: words("certificates"), to: "/certificates" }] : [],
  );
  if (isPending) return <Waiting />;
  if (certificate) {
    return (
      <div className={styles.page}>
        <Verdict certificate={certificate} />
        <Paper certificate={certificate} />
        <CertificateActs certificate={certificate} />
      </div>
    );
  }
  const { reason } = readFailure(error);
  if (reason !== "CERTIFICATE_NOT_FOUND" && reason !== "REQUEST_INVALID") {
    return <Failed error={error} onRetry={refetch} />;
  }
  return (
    <Empty
      main
      icon={<IconCertificateOff size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to="/" variant="default">
          {words("toHome")}
        </Button>
      }
    />
  );
}

function Verdict({ certificate: { revokeTime, revokeReason } }: { certificate: Certificate }) {
  const words = useWords(certificateWords);
  const { day } = useLanguage();
  const Icon = revokeTime ? IconCircleX : IconCircleCheck;
  return (
    <div className={styles.verdict} data-revoked={revokeTime ? true : undefined}>
      <Icon size={24} stroke={1.7} aria-hidden />
      <div>
        <strong>{words(revokeTime ? "revoked" : "valid")}</strong>
        <span className="breaking">
          {revokeTime
            ? words("revokedText", { date: day(timestampDate(revokeTime)), reason: revokeReason })
            : words("validText")}
        </span>
      </div>
    </div>
  );
}

function Paper({ certificate }: { certificate: Certificate }) {
  const words = useWords(certificateWords);
  const { day } = useLanguage();
  const { percent } = useFacts();
  const heading = useHeadingFocus();
  const issuer = useQuery(CertificateService.method.getIssuer, {}, { staleTime: Number.POSITIVE_INFINITY });
  const { id, name, courseTitle, language, grade, issueTime } = certificate;
  const facts = [
    [words("issued"), issueTime && day(timestampDate(issueTime))],
    [words("grade"), grade > 0 && percent(grade)],
    [words("issuer"), nameOf(issuer.data?.profileJson)],
    [words("taughtIn"), language === Language.RU ? words("ru") : language === Language.EN && words("en")],
    [words("number"), id],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <article className={styles.paper} data-revoked={certificate.revokeTime ? true : undefined}>
      <span className={styles.mark} aria-hidden>
        <IconAward size={40} stroke={1.3} />
      </span>
      <p className={styles.kind}>{words("certificate")}</p>
      <p className={styles.lead}>{words("certifies")}</p>
      <Title order={1} ref={heading} tabIndex={-1} className={`heading ${styles.name}`}>
        {name || words("erased")}
      </Title>
      <p className={styles.lead}>{words("passed")}</p>
      <p className={styles.course}>{courseTitle}</p>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

function nameOf(profileJson: string | undefined): string {
  if (!profileJson) return "";
  const { name } = JSON.parse(profileJson) as { name?: unknown };
  return typeof name === "string" ? name : "";
}
