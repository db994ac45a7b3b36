import { createTheme, type MantineColorsTuple } from "@mantine/core";

const indigo: MantineColorsTuple = [
  "#eef2ff",
  "#e0e7ff",
  "#c7d2fe",
  "#a5b4fc",
  "#818cf8",
  "#6366f1",
  "#5b54ee",
  "#4f46e5",
  "#4338ca",
  "#3730a3",
];

const red: MantineColorsTuple = [
  "#fdf0f0",
  "#fbdcdc",
  "#f6b9b9",
  "#f09494",
  "#ea7171",
  "#e25252",
  "#d53a3a",
  "#c42b2b",
  "#a82323",
  "#8b1c1c",
];

const dark: MantineColorsTuple = [
  "#ececf1",
  "#c9c9d2",
  "#a2a2ae",
  "#72727f",
  "#3a3a45",
  "#2d2d37",
  "#1d1d23",
  "#17171c",
  "#121216",
  "#0c0c0f",
];

/** VISUAL.md in numbers: one accent, a 4-px grid, the type scale 12 14 16 20 25 31 39. */
export const theme = createTheme({
  colors: { indigo, red, dark },
  primaryColor: "indigo",
  primaryShade: { light: 7, dark: 6 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: "12px", sm: "14px", md: "16px", lg: "20px", xl: "25px" },
  lineHeights: { xs: "1.5", sm: "1.5", md: "1.6", lg: "1.4", xl: "1.3" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  radius: { sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  defaultRadius: "md",
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "31px", lineHeight: "1.2" },
      h2: { fontSize: "20px", lineHeight: "1.3" },
      h3: { fontSize: "16px", lineHeight: "1.4" },
    },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "md", fw: 600 } },
    TextInput: { defaultProps: { size: "md" } },
    PasswordInput: { defaultProps: { size: "md" } },
    Textarea: { defaultProps: { size: "md" } },
    NativeSelect: { defaultProps: { size: "md" } },
    Select: { defaultProps: { size: "md" } },
    TagsInput: { defaultProps: { size: "md" } },
  },
});
