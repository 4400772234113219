import ArgumentParser

@main
struct VouchCommand: ParsableCommand {}
