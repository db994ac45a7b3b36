import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { CertificateService } from "@platform/connect/platform/learning/v1/certificate_service_pb.ts";
import { IconAward } from "@tabler/icons-react";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./certificates.module.css";
import { certificateWords } from "./words.ts";

/** One's own certificates. */
export default function OwnCertificates() {
  const words = useWords(certificateWords);
  const { day } = useLanguage();
  const { percent } = useFacts();
  const { data, isPending, error, refetch } = useQuery(CertificateService.method.listOwnCertificates, {});
  return (
    <Page title={words("certificates")} about={words("about")}>
      {isPending && <LoadingRows rows={2} />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data?.certificates.length === 0 && (
        <Empty
          icon={<IconAward size={28} stroke={1.5} aria-hidden />}
          title={words("none")}
          text={words("noneText")}
          action={
            <Button component={Link} to="/courses">
              {words("toCourses")}
            </Button>
          }
        />
      )}
      {data && data.certificates.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {data.certificates.map(({ id, courseTitle, issueTime, grade, revokeTime }) => (
            <li key={id}>
              <Link to={`/certificates/${id}`} className={`row ${styles.row}`}>
                <span className={styles.seal} data-revoked={revokeTime ? true : undefined}>
                  <IconAward size={24} stroke={1.5} aria-hidden />
                </span>
                <span className={styles.text}>
                  <strong>{courseTitle}</strong>
                  <span className="quiet">
                    {[
                      issueTime && day(timestampDate(issueTime)),
                      grade > 0 && `${words("grade").toLocaleLowerCase()} ${percent(grade)}`,
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                {revokeTime && <Chip tone="bad">{words("revoked")}</Chip>}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
