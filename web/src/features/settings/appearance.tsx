import { useMutation } from "@connectrpc/connect-query";
import { SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import { SettingsService } from "@platform/connect/platform/user/v1/settings_service_pb.ts";
import { ColorScheme } from "@platform/connect/platform/user/v1/user_pb.ts";
import { Page, Section } from "../../components/page.tsx";
import { useDevice } from "../../lib/device.ts";
import { toast } from "../../lib/toasts.ts";
import { changeLanguage, type LanguageCode, toContract, useLanguage, useWords } from "../../lib/words.ts";
import styles from "./settings.module.css";
import { settingsWords } from "./words.ts";

const schemes = { auto: ColorScheme.AUTO, light: ColorScheme.LIGHT, dark: ColorScheme.DARK } as const;

/** Language, colours and letters; they change at once here, and are kept for the person's other devices. */
export default function Appearance() {
  const words = useWords(settingsWords);
  const { code } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { serif } = useDevice();
  const onError = () => toast({ text: words("notKept"), failed: true });
  const keep = useMutation(SettingsService.method.updateSettings, { onError });
  const keepLanguage = useMutation(ProfileService.method.updateProfile, { onError });

  return (
    <Page
      title={words("appearance")}
      about={words("appearanceAbout")}
      trail={[{ label: words("settings"), to: "/settings" }]}
    >
      <Section title={words("language")}>
        <SegmentedControl
          className={styles.segments}
          aria-label={words("language")}
          value={code}
          data={[
            { value: "ru", label: "Русский" },
            { value: "en", label: "English" },
          ]}
          onChange={(value) => {
            void changeLanguage(value as LanguageCode);
            keepLanguage.mutate({
              updateMask: { paths: ["language"] },
              language: toContract(value as LanguageCode),
            });
          }}
        />
      </Section>
      <Section title={words("scheme")}>
        <SegmentedControl
          className={styles.segments}
          aria-label={words("scheme")}
          value={colorScheme}
          data={(["auto", "light", "dark"] as const).map((value) => ({ value, label: words(value) }))}
          onChange={(value) => {
            const scheme = value as keyof typeof schemes;
            setColorScheme(scheme);
            keep.mutate({ updateMask: { paths: ["color_scheme"] }, colorScheme: schemes[scheme] });
          }}
        />
      </Section>
      <Section title={words("reading")}>
        <Switch
          label={words("serif")}
          description={words("serifText")}
          checked={serif}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            useDevice.setState({ serif: on });
            keep.mutate({ updateMask: { paths: ["serif"] }, serif: on });
          }}
        />
        <p className={`reading ${styles.sample}`}>{words("sample")}</p>
      </Section>
    </Page>
  );
}
