import { Component, type ReactNode } from "react";
import { useLocation } from "react-router";
import { Broken } from "./broken.tsx";

interface Props {
  place: string;
  children: ReactNode;
}

// React offers error boundaries as classes alone.
class Boundary extends Component<Props, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.error && before.place !== this.props.place) this.setState({ error: undefined });
  }

  override render() {
    return this.state.error ? <Broken error={this.state.error} /> : this.props.children;
  }
}

/** Keeps a page that breaks from taking the bars around it along; the next page gets a fresh try. */
export function ErrorBoundary({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  return <Boundary place={pathname}>{children}</Boundary>;
}
